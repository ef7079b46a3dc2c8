import type { Operation } from '../contract/contract.ts';
import type { Resource } from '../contract/resource.ts';
import { findOwn } from '../kernel/json.ts';
import type { Outcome } from '../kernel/outcome.ts';
import type { PrepareRule } from './behaviour.ts';
import { isKey } from './record-key.ts';

/** Answers with the contract's own example, and says so: the operation is not simulated. A record that the path names must be there all the same. */
export const prepareExample: PrepareRule = (operation, { contract, access }) => {
  const named = namedResources(operation, contract.resources);

  return function answerExample({ world, caller, path }): Outcome {
    for (const { parameter, resource } of named) {
      const key = findOwn(path, parameter);
      const record = isKey(key) ? world.store.get(resource.collection, key) : undefined;
      if (record === undefined || !access.canSee(resource, record, { reader: world.store, caller })) {
        return { kind: 'not_found', model: resource.model, key: String(key) };
      }
    }
    return { kind: 'example' };
  };
};

/** `{book_uuid}` names a Book by its uuid. */
function namedResources(
  { parameters }: Operation,
  resources: ReadonlyMap<string, Resource>,
): readonly { parameter: string; resource: Resource }[] {
  return parameters.flatMap(({ name, in: location }) => {
    if (location !== 'path') return [];
    const resource = [...resources.values()].find((candidate) => `${toSnakeCase(candidate.name)}_${candidate.key}` === name);
    return resource === undefined ? [] : [{ parameter: name, resource }];
  });
}

function toSnakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase();
}
