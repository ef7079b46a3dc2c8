import type { FieldPath, Resource } from '../model/resource.ts';

/** True where a record of the resource may hold the field, or where relations lead to one that does. */
export function hasField(resource: Resource, path: FieldPath, resources: ReadonlyMap<string, Resource>): boolean {
  const [first = '', ...rest] = path;
  const relation = resource.relations.get(first);
  if (rest.length > 0) {
    const related = resources.get(relation?.schema ?? '');
    return related !== undefined && hasField(related, rest, resources);
  }
  return relation !== undefined || resource.properties.has(first) || isStoredField(resource, first);
}

/** True for what a record holds beside what it shows: stored fields, and the keys of its relations. */
export function isStoredField(resource: Resource, field: string): boolean {
  if (resource.stored.has(field)) return true;
  return [...resource.relations.values()].some(
    (relation) =>
      (relation.kind === 'key' && relation.key === field) || (relation.kind === 'keys' && relation.keys === field),
  );
}

/** True where reading a property `{ field: … }` would read it again: a way round that never ends. */
export function readsItself(resource: Resource, name: string, resources: ReadonlyMap<string, Resource>): boolean {
  const seen = new Set<string>();
  let place: PropertyPlace | undefined = { resource, name };
  while (place !== undefined) {
    const id = `${place.resource.name} ${place.name}`;
    if (seen.has(id)) return true;
    seen.add(id);
    const computed = place.resource.computed.get(place.name);
    place = computed?.kind === 'field' ? findEnd(place.resource, computed.field, resources) : undefined;
  }
  return false;
}

interface PropertyPlace {
  readonly resource: Resource;
  readonly name: string;
}

function findEnd(
  resource: Resource,
  [first = '', ...rest]: FieldPath,
  resources: ReadonlyMap<string, Resource>,
): PropertyPlace | undefined {
  if (rest.length === 0) return { resource, name: first };
  const related = resources.get(resource.relations.get(first)?.schema ?? '');
  return related === undefined ? undefined : findEnd(related, rest, resources);
}
