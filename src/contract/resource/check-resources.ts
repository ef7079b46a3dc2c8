import type { JsonObject } from '../../kernel/json/json.ts';
import { checkAccess, type ResourceCheckContext } from './check-access.ts';
import type { FaultCollector } from '../model/fault-collector.ts';
import { hasField, isStoredField, readsItself } from './resource-fields.ts';
import type { Computed, KeyRelation, Relation, Resource } from '../model/resource.ts';
import { allowsNull } from '../schema/schema-reader.ts';

/**
 * Finds what would fail at the first request, or do nothing: relations to nowhere, fields that are not there, a
 * collection that is another's.
 */
export function checkResources(resources: ReadonlyMap<string, Resource>, faults: FaultCollector): void {
  const holders = new Map<string, string>();
  for (const resource of resources.values()) {
    const at = `${resource.pointer}/x-resource`;
    const holder = holders.get(resource.collection);
    if (holder !== undefined) {
      faults.add(
        `${at}/collection`,
        `The collection "${resource.collection}" is ${holder}'s.`,
        'Give each resource a collection of its own.',
      );
    }
    holders.set(resource.collection, resource.name);
    checkResource({ resource, resources, at, faults });
  }
}

function checkResource(checked: ResourceCheckContext): void {
  const { resource, at, faults } = checked;
  if (!resource.properties.has(resource.key)) {
    faults.add(
      `${at}/key`,
      `The key "${resource.key}" is not a property.`,
      'Name the property that identifies a record.',
    );
  }
  for (const relation of resource.relations.values()) checkRelation(relation, checked);
  for (const [name, computed] of resource.computed) checkComputed(name, computed, checked);
  for (const name of resource.counts) {
    if (resource.properties.has(`${name}_count`)) continue;
    faults.add(`${at}/counts`, `There is no property "${name}_count".`, 'Declare it in the schema, not required.');
  }
  checkAccess(checked);
  checkFields(checked);
}

function checkRelation(relation: Relation, checked: ResourceCheckContext): void {
  const { resources, at, faults } = checked;
  const { name, schema } = relation;
  const related = resources.get(schema);
  if (related === undefined) {
    faults.add(
      `${at}/relations/${name}`,
      `The relation leads to "${schema}", which is no resource.`,
      'Name a schema that has x-resource.',
    );
    return;
  }
  if (relation.kind === 'key') checkOnDelete(relation, checked);
  if (
    relation.kind !== 'foreign' ||
    isStoredField(related, relation.foreignKey) ||
    related.properties.has(relation.foreignKey)
  )
    return;
  faults.add(
    `${at}/relations/${name}`,
    `${schema} holds no "${relation.foreignKey}".`,
    `Give ${schema} a relation with that key, or list the field under "stored".`,
  );
}

/** A key that a delete empties is shown as null, and so is what it led to. */
function checkOnDelete({ name, key, onDelete }: KeyRelation, { resource, at, faults }: ResourceCheckContext): void {
  if (onDelete !== 'null') return;
  for (const property of [name, key]) {
    const schema = resource.properties.get(property);
    if (schema === undefined || mayBeNull(schema)) continue;
    const remedy = "Let it be null (anyOf with { type: 'null' }), or use restrict or cascade.";
    faults.add(
      `${at}/relations/${name}/on_delete`,
      `A delete would make "${property}" null, which its schema refuses.`,
      remedy,
    );
  }
}

function mayBeNull(schema: JsonObject): boolean {
  const says = ['type', 'anyOf', 'oneOf', 'allOf', 'enum', 'const'].some((keyword) => schema[keyword] !== undefined);
  return allowsNull(schema) || !says;
}

function checkComputed(
  name: string,
  computed: Computed,
  { resource, resources, at, faults }: ResourceCheckContext,
): void {
  const place = `${at}/computed/${name}`;
  if (resource.relations.has(name)) {
    faults.add(
      place,
      `"${name}" is a relation.`,
      'A relation is shown by its key: compute another property, or take it out of one of the two.',
    );
  }
  if (!resource.properties.has(name) && !resource.stored.has(name)) {
    faults.add(place, `"${name}" is not a property.`, 'Compute properties of the schema, or list it under "stored".');
  }
  if (computed.kind === 'count' && (resource.relations.get(computed.relation)?.kind ?? 'key') === 'key') {
    faults.add(
      place,
      `"${computed.relation}" is no relation to many.`,
      'Count a relation that has "keys" or "foreign_key".',
    );
  }
  if (computed.kind === 'slug' && !resource.properties.has(computed.from) && !resource.stored.has(computed.from)) {
    faults.add(place, `"${computed.from}" is not a property.`, 'Make the slug from a property of the schema.');
  }
  if (computed.kind !== 'field') return;
  if (!hasField(resource, computed.field, resources)) {
    faults.add(place, `"${computed.field.join('.')}" is no field.`, 'Name a field that its relations lead to.');
  } else if (readsItself(resource, name, resources)) {
    faults.add(place, `"${computed.field.join('.')}" leads back to "${name}".`, 'Name a field that is stored.');
  }
}

function checkFields({ resource, resources, at, faults }: ResourceCheckContext): void {
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
