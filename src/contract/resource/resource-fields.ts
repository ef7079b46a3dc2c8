import type { FieldPath, Resource } from '../model/resource.ts';

/** True when records of the resource have the field, or when the path leads through relations to such a field. */
export function hasField(resource: Resource, path: FieldPath, resources: ReadonlyMap<string, Resource>): boolean {
  const [first = '', ...rest] = path;
  const relation = resource.relations.get(first);
  if (rest.length > 0) {
    const related = resources.get(relation?.schema ?? '');
    return related !== undefined && hasField(related, rest, resources);
  }
  return relation !== undefined || resource.properties.has(first) || isStoredField(resource, first);
}

/** True for fields that a record stores in addition to its properties: `stored` fields and the keys of relations. */
export function isStoredField(resource: Resource, field: string): boolean {
  if (resource.stored.has(field)) return true;
  return [...resource.relations.values()].some(
    (relation) =>
      (relation.kind === 'key' && relation.key === field) || (relation.kind === 'keys' && relation.keys === field),
  );
}

/** True when a computed `{ field: … }` refers to itself, directly or through other computed fields. */
export function readsItself(resource: Resource, name: string, resources: ReadonlyMap<string, Resource>): boolean {
  const seen = new Set<string>();
  let current: ResourceProperty | undefined = { resource, name };
  while (current !== undefined) {
    const id = `${current.resource.name} ${current.name}`;
    if (seen.has(id)) return true;
    seen.add(id);
    const computed = current.resource.computed.get(current.name);
    current = computed?.kind === 'field' ? followPath(current.resource, computed.field, resources) : undefined;
  }
  return false;
}

interface ResourceProperty {
  readonly resource: Resource;
  readonly name: string;
}

function followPath(
  resource: Resource,
  [first = '', ...rest]: FieldPath,
  resources: ReadonlyMap<string, Resource>,
): ResourceProperty | undefined {
  if (rest.length === 0) return { resource, name: first };
  const related = resources.get(resource.relations.get(first)?.schema ?? '');
  return related === undefined ? undefined : followPath(related, rest, resources);
}
