import type { CompiledContract, Operation } from '../../contract/model/contract.ts';
import { toPathShape } from '../../contract/inferred/path-shape.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { findOwn, type JsonObject } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { PrepareRule } from '../rule/behaviour.ts';
import { countParameters, readParents, rejectMissingParent } from './find-item.ts';
import { isKey } from '../representation/record-key.ts';
import type { StoreReader } from '../../store/port/store.ts';

/**
 * Responds with the contract's example, marked as one: the operation is not simulated. A record that the path names
 * must still exist and be visible.
 */
export const prepareExample: PrepareRule = (operation, { contract, access }) => {
  const named = namedResources(operation, contract.resources);

  return function respondWithExample({ world, caller, path }): Outcome {
    for (const { parameter, resource } of named) {
      const key = findOwn(path, parameter);
      const record = isKey(key) ? world.store.get(resource.collection, key) : undefined;
      if (record === undefined || !access.canSee(resource, record, { reader: world.store, caller })) {
        return { kind: 'not_found', model: resource.model, key: String(key) };
      }
    }
    return rejectMissingItem(operation, path, contract.collections, world.store) ?? { kind: 'example' };
  };
};

/**
 * Returns "not found" if the path names a missing item: `/pets/{petId}/photo` needs the pet of an inferred collection.
 */
function rejectMissingItem(
  { path: template }: Operation,
  path: JsonObject,
  collections: CompiledContract['collections'],
  reader: StoreReader,
): Outcome | undefined {
  const shape = `${toPathShape(template)}/`;
  const [nearest] = collections
    .filter((collection) => shape.startsWith(`${toPathShape(collection.path)}/{}/`))
    .toSorted((left, right) => right.path.length - left.path.length);
  if (nearest === undefined) return undefined;
  const names = [...template.matchAll(/\{([^{}]+)\}/g)]
    .map(([, name = '']) => name)
    .slice(0, countParameters(nearest.path) + 1);
  return rejectMissingParent({ parent: nearest }, readParents({ parents: names }, path), reader);
}

/** Finds the resources that path parameters name: `{book_uuid}` names a Book by its uuid. */
function namedResources(
  { parameters }: Operation,
  resources: ReadonlyMap<string, Resource>,
): readonly { parameter: string; resource: Resource }[] {
  return parameters.flatMap(({ name, in: location }) => {
    if (location !== 'path') return [];
    const resource = [...resources.values()].find(
      (candidate) => `${toSnakeCase(candidate.name)}_${candidate.key}` === name,
    );
    return resource === undefined ? [] : [{ parameter: name, resource }];
  });
}

function toSnakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase();
}
