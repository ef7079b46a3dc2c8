import type { Filter, Resource } from '../model/resource.ts';

/**
 * Returns the filter of a list's query parameter: the one under `filters`, otherwise the field of the same name, its
 * singular, or the key of a relation. Undefined when the parameter maps to no field.
 */
export function findFilter(
  resource: Resource,
  name: string,
  resources: ReadonlyMap<string, Resource>,
): Filter | undefined {
  const mapped = resource.filters.get(name);
  if (mapped !== undefined) return mapped;
  const field = [name, name.replace(/s$/, '')].find((candidate) => isOwnField(resource, candidate));
  if (field !== undefined) return { kind: 'field', field: [field], op: 'eq', unless: undefined };
  return findThroughKey(resource, name, resources);
}

/** The parameters that every list supports without a filter. */
export const LIST_PARAMETERS: ReadonlySet<string> = new Set([
  'page',
  'per_page',
  'search',
  'sort_by',
  'sort_direction',
  'with',
  'with_count',
]);

function isOwnField(resource: Resource, name: string): boolean {
  if (resource.properties.has(name) && !resource.relations.has(name)) return true;
  if (resource.stored.has(name)) return true;
  return [...resource.relations.values()].some(
    (relation) =>
      (relation.kind === 'key' && relation.key === name) || (relation.kind === 'keys' && relation.keys === name),
  );
}

/** Finds the relation for `author_uuid` when the record's key of the author has another name. */
function findThroughKey(
  resource: Resource,
  name: string,
  resources: ReadonlyMap<string, Resource>,
): Filter | undefined {
  for (const relation of resource.relations.values()) {
    const related = resources.get(relation.schema);
    if (relation.kind === 'key' && related !== undefined && name === `${relation.name}_${related.key}`) {
      return { kind: 'field', field: [relation.key], op: 'eq', unless: undefined };
    }
  }
  return undefined;
}
