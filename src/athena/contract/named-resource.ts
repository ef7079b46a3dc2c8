import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';

/** Returns the resource with this schema name. Throws when the contract has none, because platform rules need it. */
export function getNamedResource({ resources }: CompiledContract, name: string): Resource {
  const resource = resources.get(name);
  if (resource === undefined) throw new Error(`The platform's rules need the schema ${name}.`);
  return resource;
}
