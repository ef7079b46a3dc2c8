import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';

/** The resource with that schema name. Throws where the contract has none: rules of the platform cannot do without. */
export function getNamedResource({ resources }: CompiledContract, name: string): Resource {
  const resource = resources.get(name);
  if (resource === undefined) throw new Error(`The platform's rules need the schema ${name}.`);
  return resource;
}
