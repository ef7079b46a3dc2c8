import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json.ts';
import type { FaultCollector } from './fault-collector.ts';
import type { AccessRule, Computed, FieldPath, Filter, FilterOperator, KeyRelation, Relation, Resource } from './resource.ts';
import type { SchemaReader } from './schema-reader.ts';

/** Compiles a schema's `x-resource` (grammar: spec/README.md). What the grammar does not know is a fault; undefined where nothing can be made of it. */
export function compileResource(name: string, reader: SchemaReader, faults: FaultCollector): Resource | undefined {
  const pointer = `/components/schemas/${name}`;
  const schema = reader.resolve({ $ref: `#${pointer}` });
  const source = schema['x-resource'];
  const at = `${pointer}/x-resource`;
  if (!isJsonObject(source) || typeof source['collection'] !== 'string') {
    faults.add(at, 'x-resource needs a "collection".', 'Name the collection that holds its records: { collection: accounts }.');
    return undefined;
  }
  checkNames(source, KEYWORDS, at, faults);
  const relations = compileRelations(source['relations'], `${at}/relations`, faults);
  const owner = relations.get(toText(source['owner']) ?? '');
  if (source['owner'] !== undefined && owner?.kind !== 'key') {
    faults.add(`${at}/owner`, `The owner "${String(source['owner'])}" is not a relation with a "key".`, 'Name one of its relations that has a key.');
  }
  const ownerRelation = owner?.kind === 'key' ? owner : undefined;
  const visibleTo = compileAccess(source['visible_to'], relations, `${at}/visible_to`, faults);
  return {
    name,
    pointer,
    schema,
    properties: toProperties(schema, reader),
    required: new Set(toTexts(schema['required'])),
    collection: source['collection'],
    key: toText(source['key']) ?? 'uuid',
    model: toText(source['model']) ?? name,
    owner: ownerRelation,
    visibleTo,
    editableBy: toEditableBy(source, relations, { at, visibleTo, owner: ownerRelation, faults }),
    relations,
    computed: compileComputed(source['computed'], `${at}/computed`, faults),
    counts: toTexts(source['counts']),
    stored: new Set(toTexts(source['stored'])),
    filters: compileFilters(source['filters'], `${at}/filters`, faults),
    search: toTexts(source['search']).map(toFieldPath),
    sort: toTexts(source['sort']),
  };
}

/** `author.name` → `['author', 'name']`. */
function toFieldPath(text: string): FieldPath {
  return text.split('.');
}

function toProperties(schema: JsonObject, reader: SchemaReader): ReadonlyMap<string, JsonObject> {
  const properties = new Map<string, JsonObject>();
  for (const part of [...toObjects(schema['allOf']).map(reader.resolve), schema]) {
    if (!isJsonObject(part['properties'])) continue;
    for (const [property, value] of Object.entries(part['properties'])) {
      if (isJsonObject(value)) properties.set(property, reader.resolve(value) === value ? value : { ...reader.resolve(value), ...withoutReference(value), $ref: value['$ref'] ?? '' });
    }
  }
  return properties;
}

function compileRelations(source: JsonValue | undefined, at: string, faults: FaultCollector): ReadonlyMap<string, Relation> {
  const relations = new Map<string, Relation>();
  for (const [name, value] of entries(source)) {
    const relation = isJsonObject(value) ? toRelation(name, value) : undefined;
    if (relation === undefined) {
      faults.add(`${at}/${name}`, 'A relation needs a "schema" and one of "key", "keys" and "foreign_key".', 'Write { schema: Provider, key: provider_uuid }.');
      continue;
    }
    checkNames(value as JsonObject, RELATION_KEYWORDS, `${at}/${name}`, faults);
    relations.set(name, relation);
  }
  return relations;
}

function toRelation(name: string, source: JsonObject): Relation | undefined {
  const schema = toText(source['schema']);
  const load = source['load'] === 'with' ? 'with' : 'always';
  if (schema === undefined) return undefined;
  if (typeof source['key'] === 'string') {
    const onDelete = source['on_delete'] === 'cascade' || source['on_delete'] === 'null' ? source['on_delete'] : 'restrict';
    const defaultFromCaller = toText(source['default'])?.replace(/^caller\./, '');
    return { kind: 'key', name, schema, load, key: source['key'], onDelete, defaultFromCaller };
  }
  if (typeof source['keys'] === 'string') return { kind: 'keys', name, schema, load, keys: source['keys'] };
  if (typeof source['foreign_key'] === 'string') return { kind: 'foreign', name, schema, load, foreignKey: source['foreign_key'] };
  return undefined;
}

function compileAccess(source: JsonValue | undefined, relations: ReadonlyMap<string, Relation>, at: string, faults: FaultCollector): readonly AccessRule[] {
  if (source === undefined) return [];
  return (Array.isArray(source) ? source : [source]).flatMap((rule: JsonValue): AccessRule[] => {
    if (rule === 'owner') return [{ kind: 'owner' }];
    if (isJsonObject(rule) && typeof rule['property'] === 'string') return [{ kind: 'property', property: rule['property'], equals: rule['equals'] ?? true }];
    if (isJsonObject(rule) && typeof rule['relation'] === 'string' && relations.has(rule['relation'])) return [{ kind: 'relation', relation: rule['relation'] }];
    faults.add(at, `${JSON.stringify(rule)} is no access rule.`, 'Use owner, { property, equals } or { relation } with one of its relations.');
    return [];
  });
}

interface EditableContext {
  readonly at: string;
  readonly visibleTo: readonly AccessRule[];
  readonly owner: KeyRelation | undefined;
  readonly faults: FaultCollector;
}

function toEditableBy(source: JsonObject, relations: ReadonlyMap<string, Relation>, context: EditableContext): readonly AccessRule[] {
  if (source['editable_by'] !== undefined) return compileAccess(source['editable_by'], relations, `${context.at}/editable_by`, context.faults);
  return context.owner === undefined ? context.visibleTo : [{ kind: 'owner' }];
}

function compileComputed(source: JsonValue | undefined, at: string, faults: FaultCollector): ReadonlyMap<string, Computed> {
  const computed = new Map<string, Computed>();
  for (const [name, value] of entries(source)) {
    const rule = toComputed(value);
    if (rule === undefined) {
      faults.add(`${at}/${name}`, `${JSON.stringify(value)} is no way to compute a property.`, `Use one of ${PLAIN_COMPUTED.join(', ')}, { slug }, { count }, { caller } and { field }.`);
    } else computed.set(name, rule);
  }
  return computed;
}

function toComputed(value: JsonValue): Computed | undefined {
  const plain = PLAIN_COMPUTED.find((kind) => kind === value);
  if (plain !== undefined) return { kind: plain };
  if (!isJsonObject(value)) return undefined;
  if (typeof value['slug'] === 'string') return { kind: 'slug', from: value['slug'] };
  if (typeof value['count'] === 'string') return { kind: 'count', relation: value['count'] };
  if (typeof value['caller'] === 'string') return { kind: 'caller', field: value['caller'] };
  if (typeof value['field'] === 'string') return { kind: 'field', field: toFieldPath(value['field']) };
  return undefined;
}

function compileFilters(source: JsonValue | undefined, at: string, faults: FaultCollector): ReadonlyMap<string, Filter> {
  const filters = new Map<string, Filter>();
  for (const [name, value] of entries(source)) {
    const filter = toFilter(value);
    if (filter === undefined) faults.add(`${at}/${name}`, `${JSON.stringify(value)} is no filter.`, 'Write a field, { field, op } with op eq, from, to or exists, or { ignored: true }.');
    else filters.set(name.replace(/\[\]$/, ''), filter);
  }
  return filters;
}

function toFilter(value: JsonValue): Filter | undefined {
  if (typeof value === 'string') return { kind: 'field', field: toFieldPath(value), op: 'eq', unless: undefined };
  if (!isJsonObject(value)) return undefined;
  if (value['ignored'] === true) return { kind: 'ignored' };
  const field = toText(value['field']) ?? toText(value['relation']);
  const op: FilterOperator | undefined = OPERATORS.find((operator) => operator === (value['op'] ?? 'eq'));
  return field === undefined || op === undefined ? undefined : { kind: 'field', field: toFieldPath(field), op, unless: toText(value['unless']) };
}

function checkNames(source: JsonObject, known: readonly string[], at: string, faults: FaultCollector): void {
  for (const name of Object.keys(source)) {
    if (!known.includes(name)) faults.add(`${at}/${name}`, `"${name}" means nothing here.`, `Use ${known.join(', ')}.`);
  }
}

function entries(source: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return isJsonObject(source) ? Object.entries(source) : [];
}

function toText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function toTexts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function toObjects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function withoutReference({ $ref: _, ...rest }: JsonObject): JsonObject {
  return rest;
}

const KEYWORDS = ['collection', 'key', 'model', 'owner', 'visible_to', 'editable_by', 'relations', 'computed', 'counts', 'stored', 'filters', 'search', 'sort'];
const RELATION_KEYWORDS = ['schema', 'key', 'keys', 'foreign_key', 'load', 'on_delete', 'default'];
const PLAIN_COMPUTED = ['uuid', 'increment', 'created_at', 'updated_at', 'owned', 'server'] as const;
const OPERATORS = ['eq', 'from', 'to', 'exists'] as const;
