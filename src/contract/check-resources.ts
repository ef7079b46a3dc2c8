import type { FaultCollector } from './fault-collector.ts';
import type { Computed, FieldPath, Relation, Resource } from './resource.ts';

/** Finds what would fail at the first request, or do nothing: relations to nowhere, fields that are not there. */
export function checkResources(resources: ReadonlyMap<string, Resource>, faults: FaultCollector): void {
  for (const resource of resources.values()) checkResource(resource, resources, faults);
}

/** True where a record of the resource may hold the field, or where relations lead to one that does. */
function hasField(resource: Resource, path: FieldPath, resources: ReadonlyMap<string, Resource>): boolean {
  const [first = '', ...rest] = path;
  const relation = resource.relations.get(first);
  if (rest.length > 0 && relation !== undefined) {
    const related = resources.get(relation.schema);
    return related !== undefined && hasField(related, rest, resources);
  }
  return relation !== undefined || resource.properties.has(first) || isStoredField(resource, first);
}

function isStoredField(resource: Resource, field: string): boolean {
  if (resource.stored.has(field)) return true;
  return [...resource.relations.values()].some(
    (relation) => (relation.kind === 'key' && relation.key === field) || (relation.kind === 'keys' && relation.keys === field),
  );
}

/** A resource that is checked, among those that its relations may lead to. */
interface Checked {
  readonly resource: Resource;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly at: string;
  readonly faults: FaultCollector;
}

function checkResource(resource: Resource, resources: ReadonlyMap<string, Resource>, faults: FaultCollector): void {
  const at = `${resource.pointer}/x-resource`;
  const checked = { resource, resources, at, faults };
  if (!resource.properties.has(resource.key)) {
    faults.add(`${at}/key`, `The key "${resource.key}" is not a property.`, 'Name the property that identifies a record.');
  }
  for (const relation of resource.relations.values()) checkRelation(relation, checked);
  for (const [name, computed] of resource.computed) checkComputed(name, computed, checked);
  for (const name of resource.counts) {
    if (resource.properties.has(`${name}_count`)) continue;
    faults.add(`${at}/counts`, `There is no property "${name}_count".`, 'Declare it in the schema, not required.');
  }
  checkFields(checked);
}

function checkRelation({ name, schema, ...relation }: Relation, { resources, at, faults }: Checked): void {
  const related = resources.get(schema);
  if (related === undefined) {
    faults.add(`${at}/relations/${name}`, `The relation leads to "${schema}", which is no resource.`, 'Name a schema that has x-resource.');
    return;
  }
  if (relation.kind !== 'foreign' || isStoredField(related, relation.foreignKey) || related.properties.has(relation.foreignKey)) return;
  faults.add(
    `${at}/relations/${name}`,
    `${schema} holds no "${relation.foreignKey}".`,
    `Give ${schema} a relation with that key, or list the field under "stored".`,
  );
}

function checkComputed(name: string, computed: Computed, { resource, resources, at, faults }: Checked): void {
  const place = `${at}/computed/${name}`;
  if (!resource.properties.has(name) && !resource.stored.has(name)) {
    faults.add(place, `"${name}" is not a property.`, 'Compute properties of the schema, or list it under "stored".');
  }
  if (computed.kind === 'count' && (resource.relations.get(computed.relation)?.kind ?? 'key') === 'key') {
    faults.add(place, `"${computed.relation}" is no relation to many.`, 'Count a relation that has "keys" or "foreign_key".');
  }
  if (computed.kind === 'field' && !hasField(resource, computed.field, resources)) {
    faults.add(place, `"${computed.field.join('.')}" is no field.`, 'Name a field that its relations lead to.');
  }
}

function checkFields({ resource, resources, at, faults }: Checked): void {
  for (const path of [...resource.search, ...resource.sort.map((field) => [field])]) {
    if (hasField(resource, path, resources)) continue;
    faults.add(at, `"${path.join('.')}" is no field.`, 'Search and sort by properties, or through relations.');
  }
  for (const [name, filter] of resource.filters) {
    if (filter.kind !== 'field' || hasField(resource, filter.field, resources)) continue;
    const remedy = 'Filter by a property, a key, a stored field, or through relations.';
    faults.add(`${at}/filters/${name}`, `"${filter.field.join('.')}" is no field.`, remedy);
  }
}
