import type { JsonObject } from '../../kernel/json/json.ts';
import { checkAccess, type ResourceCheckContext } from './check-access.ts';
import type { FaultCollector } from '../model/fault-collector.ts';
import { hasField, isStoredField, readsItself } from './resource-fields.ts';
import type { Computed, KeyRelation, Relation, Resource } from '../model/resource.ts';
import { allowsNull } from '../schema/schema-reader.ts';

/**
 * Adds a fault for each part of a resource that would fail at the first request or have no effect: unresolved
 * relations, unknown fields, a collection that another resource uses.
 */
export function checkResources(resources: ReadonlyMap<string, Resource>, faults: FaultCollector): void {
  const owners = new Map<string, string>();
  for (const resource of resources.values()) {
    const at = `${resource.pointer}/x-resource`;
    const owner = owners.get(resource.collection);
    if (owner !== undefined) {
      faults.add(
        `${at}/collection`,
        `The collection "${resource.collection}" already belongs to ${owner}.`,
        'Give each resource a collection of its own.',
      );
    }
    owners.set(resource.collection, resource.name);
    checkResource({ resource, resources, at, faults });
  }
}

function checkResource(context: ResourceCheckContext): void {
  const { resource, at, faults } = context;
  if (!resource.properties.has(resource.key)) {
    faults.add(
      `${at}/key`,
      `The key "${resource.key}" is not a property.`,
      'Name the property that identifies a record.',
    );
  }
  for (const relation of resource.relations.values()) checkRelation(relation, context);
  for (const [name, computed] of resource.computed) checkComputed(name, computed, context);
  for (const name of resource.counts) {
    if (resource.properties.has(`${name}_count`)) continue;
    faults.add(`${at}/counts`, `There is no property "${name}_count".`, 'Declare it in the schema, not required.');
  }
  checkAccess(context);
  checkFields(context);
}

function checkRelation(relation: Relation, context: ResourceCheckContext): void {
  const { resources, at, faults } = context;
  const { name, schema } = relation;
  const related = resources.get(schema);
  if (related === undefined) {
    faults.add(
      `${at}/relations/${name}`,
      `The related schema "${schema}" is not a resource.`,
      'Name a schema that has x-resource.',
    );
    return;
  }
  if (relation.kind === 'key') checkOnDelete(relation, context);
  if (
    relation.kind !== 'foreign' ||
    isStoredField(related, relation.foreignKey) ||
    related.properties.has(relation.foreignKey)
  )
    return;
  faults.add(
    `${at}/relations/${name}`,
    `${schema} has no field "${relation.foreignKey}".`,
    `Give ${schema} a relation with that key, or list the field under "stored".`,
  );
}

/** Checks `on_delete: null`: a delete sets the key and the related resource to null, which their schemas must allow. */
function checkOnDelete({ name, key, onDelete }: KeyRelation, { resource, at, faults }: ResourceCheckContext): void {
  if (onDelete !== 'null') return;
  for (const property of [name, key]) {
    const schema = resource.properties.get(property);
    if (schema === undefined || mayBeNull(schema)) continue;
    const remedy = "Allow null (anyOf with { type: 'null' }), or use restrict or cascade.";
    faults.add(
      `${at}/relations/${name}/on_delete`,
      `A delete would set "${property}" to null, which its schema does not allow.`,
      remedy,
    );
  }
}

function mayBeNull(schema: JsonObject): boolean {
  const isConstrained = ['type', 'anyOf', 'oneOf', 'allOf', 'enum', 'const'].some(
    (keyword) => schema[keyword] !== undefined,
  );
  return allowsNull(schema) || !isConstrained;
}

function checkComputed(
  name: string,
  computed: Computed,
  { resource, resources, at, faults }: ResourceCheckContext,
): void {
  const pointer = `${at}/computed/${name}`;
  if (resource.relations.has(name)) {
    faults.add(
      pointer,
      `"${name}" is a relation.`,
      'Compute another property, or remove the name from "relations" or "computed".',
    );
  }
  if (!resource.properties.has(name) && !resource.stored.has(name)) {
    faults.add(pointer, `"${name}" is not a property.`, 'Compute properties of the schema, or list it under "stored".');
  }
  if (computed.kind === 'count' && (resource.relations.get(computed.relation)?.kind ?? 'key') === 'key') {
    faults.add(
      pointer,
      `"${computed.relation}" is not a to-many relation.`,
      'Count a relation that has "keys" or "foreign_key".',
    );
  }
  if (computed.kind === 'slug' && !resource.properties.has(computed.from) && !resource.stored.has(computed.from)) {
    faults.add(pointer, `"${computed.from}" is not a property.`, 'Derive the slug from a property of the schema.');
  }
  if (computed.kind !== 'field') return;
  if (!hasField(resource, computed.field, resources)) {
    faults.add(
      pointer,
      `"${computed.field.join('.')}" is not a field.`,
      'Name a field of the record or its relations.',
    );
  } else if (readsItself(resource, name, resources)) {
    faults.add(pointer, `"${computed.field.join('.')}" is computed from "${name}" itself.`, 'Name a stored field.');
  }
}

function checkFields({ resource, resources, at, faults }: ResourceCheckContext): void {
  for (const path of [...resource.search, ...resource.sort.map((field) => [field])]) {
    if (hasField(resource, path, resources)) continue;
    faults.add(at, `"${path.join('.')}" is not a field.`, 'Search and sort by properties, or through relations.');
  }
  for (const [name, filter] of resource.filters) {
    if (filter.kind !== 'field' || hasField(resource, filter.field, resources)) continue;
    const remedy = 'Filter by a property, a key, a stored field, or through relations.';
    faults.add(`${at}/filters/${name}`, `"${filter.field.join('.')}" is not a field.`, remedy);
  }
}
