import type { JsonObject } from '../kernel/json.ts';
import type { Operation } from './contract.ts';
import type { FaultCollector } from './fault-collector.ts';
import { findFilter, LIST_PARAMETERS } from './find-filter.ts';
import type { Computed, FieldPath, Relation, Resource } from './resource.ts';
import { allowsNull } from './schema-reader.ts';

/** Finds what would fail at the first request: relations to nowhere, fields that are not there, filters without a meaning, records that a create cannot complete. */
export function checkResources(operations: readonly Operation[], resources: ReadonlyMap<string, Resource>, faults: FaultCollector): void {
  for (const resource of resources.values()) checkResource(resource, resources, faults);
  for (const operation of operations) {
    if (operation.behaviour === 'list') checkList(operation, resources, faults);
    if (operation.behaviour === 'create') checkCreate(operation, faults);
  }
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

function checkList(operation: Operation, resources: ReadonlyMap<string, Resource>, faults: FaultCollector): void {
  const { resource } = operation;
  if (resource === undefined) return;
  for (const parameter of operation.parameters) {
    if (parameter.in !== 'query' && parameter.in !== 'path') continue;
    if (parameter.in === 'query' && LIST_PARAMETERS.has(parameter.field)) continue;
    if (findFilter(resource, parameter.field, resources) === undefined) {
      faults.add(
        parameter.pointer,
        `The parameter "${parameter.name}" of ${operation.id} filters by nothing.`,
        `Map it under "filters" of ${resource.name}, or say { ignored: true } there.`,
      );
    }
  }
  checkSort(operation, resource, faults);
}

function checkSort(operation: Operation, resource: Resource, faults: FaultCollector): void {
  const sortBy = operation.parameters.find(({ field }) => field === 'sort_by');
  const accepted = (sortBy?.schema['enum'] ?? []) as readonly string[];
  if (sortBy === undefined || resource.sort.toSorted().join() === accepted.toSorted().join()) return;
  faults.add(
    sortBy.pointer,
    `${operation.id} accepts sort_by ${accepted.join(', ')} and ${resource.name} sorts by ${resource.sort.join(', ')}.`,
    'Make the enum and x-resource.sort agree.',
  );
}

function checkCreate(operation: Operation, faults: FaultCollector): void {
  const { resource, body } = operation;
  const schema = body?.mediaTypes[0]?.schema;
  if (resource === undefined) return;
  const demanded = new Set((schema?.['required'] ?? []) as readonly string[]);
  for (const name of resource.required) {
    if (!isFilled(resource, name, demanded)) {
      faults.add(
        `${resource.pointer}/properties/${name}`,
        `${operation.id} can make a ${resource.name} without "${name}", which it requires.`,
        'Give it a default, compute it, let it be null, or require it in the body.',
      );
    }
  }
}

function isFilled(resource: Resource, name: string, demanded: ReadonlySet<string>): boolean {
  const property: JsonObject = resource.properties.get(name) ?? {};
  const relation = resource.relations.get(name);
  if (resource.computed.has(name) || demanded.has(name) || property['default'] !== undefined || allowsNull(property)) return true;
  if (relation === undefined)
    return [...resource.relations.values()].some(
      (other) => other.kind === 'key' && other.key === name && other.defaultFromCaller !== undefined,
    );
  return relation.kind !== 'key' || demanded.has(relation.key) || relation.defaultFromCaller !== undefined;
}
