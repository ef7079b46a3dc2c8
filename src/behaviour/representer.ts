import type { CompiledContract } from '../contract/contract.ts';
import type { Relation, Resource } from '../contract/resource.ts';
import { allowsNull } from '../contract/schema-reader.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import type { StoredRecord } from '../store/store.ts';
import type { Access, Viewpoint } from './access.ts';
import { findRelated } from './related.ts';

/** For whom a resource is shown, and what was asked for beyond what is always there. */
export interface View extends Viewpoint {
  /** `scheme://host`: stands before stored paths of `format: uri`. */
  readonly origin: string;
  /** Relations that `with=` named, in snake_case. */
  readonly relations?: ReadonlySet<string>;
  /** What `with_count=` named, in snake_case. */
  readonly counts?: ReadonlySet<string>;
}

/** Turns flat records into nested resources. */
export interface Representer {
  represent(resource: Resource, record: StoredRecord, view: View): JsonObject;
}

/**
 * Representations as the schemas say: properties in their order, relations as whole resources, and a relation to a schema that is already open on the way
 * from the top cut (`{}`, or `[]` to many). What a schema shows and where it is cut is worked out once for each way there.
 */
export function createRepresenter(contract: CompiledContract, access: Access): Representer {
  const plans = new Map<string, Plan>();

  const planFor = (resource: Resource, open: ReadonlySet<string>): Plan => {
    const id = [resource.name, ...[...open].toSorted()].join(' ');
    const known = plans.get(id);
    if (known !== undefined) return known;
    const inside = new Set([...open, resource.name]);
    const plan = [...resource.properties].flatMap(([name, schema]) => {
      const read = schema['writeOnly'] === true ? undefined : toReader(resource, name, schema, inside);
      return read === undefined ? [] : [{ name, read }];
    });
    plans.set(id, plan);
    return plan;
  };

  const toReader = (resource: Resource, name: string, schema: JsonObject, open: ReadonlySet<string>): ReadProperty | undefined => {
    const relation = resource.relations.get(name);
    if (relation !== undefined) return toRelationReader(relation, resource, open);
    const computed = resource.computed.get(name);
    if (computed?.kind === 'owned') return (record, view) => access.isOwner(resource, record, view.caller);
    if (computed?.kind === 'count') return toCountReader(resource, computed.relation);
    const counted = resource.counts.find((count) => `${count}_count` === name);
    if (counted !== undefined) return toAskedCountReader(resource, counted, name);
    return toPlainReader(name, schema, resource.required.has(name));
  };

  const toRelationReader = (relation: Relation, resource: Resource, open: ReadonlySet<string>): ReadProperty | undefined => {
    const related = contract.resources.get(relation.schema);
    if (related === undefined) return undefined;
    const isTop = open.size === 1;
    if (relation.load === 'with' && !isTop) return undefined;
    const show = open.has(related.name) ? cut(relation) : nest(relation, resource, related, open);
    if (relation.load === 'always') return show;
    return (record, view) => (view.relations?.has(relation.name) === true ? show(record, view) : undefined);
  };

  const nest = (relation: Relation, resource: Resource, related: Resource, open: ReadonlySet<string>): ReadProperty => {
    let plan: Plan | undefined;
    return (record, view) => {
      plan ??= planFor(related, open);
      const shown: Plan = plan;
      const records = findRelated(relation, { resource, related, record, reader: view.reader });
      if (relation.kind !== 'key') return records.map((other) => run(shown, other, view));
      return records[0] === undefined ? null : run(shown, records[0], view);
    };
  };

  const toCountReader = (resource: Resource, name: string): ReadProperty => {
    const relation = resource.relations.get(name);
    const related = contract.resources.get(relation?.schema ?? '');
    if (relation === undefined || related === undefined) return () => 0;
    return (record, view) => findRelated(relation, { resource, related, record, reader: view.reader }).length;
  };

  const toAskedCountReader = (resource: Resource, counted: string, name: string): ReadProperty => {
    const count: ReadProperty = resource.relations.has(counted) ? toCountReader(resource, counted) : (record) => record[name] ?? 0;
    return (record, view) => (view.counts?.has(counted) === true ? count(record, view) : undefined);
  };

  return { represent: (resource, record, view) => run(planFor(resource, NOTHING_OPEN), record, view) };
}

type ReadProperty = (record: StoredRecord, view: View) => JsonValue | undefined;
type Plan = readonly { readonly name: string; readonly read: ReadProperty }[];

function run(plan: Plan, record: StoredRecord, view: View): JsonObject {
  const resource: Record<string, JsonValue> = {};
  for (const { name, read } of plan) {
    const value = read(record, view);
    if (value !== undefined) resource[name] = value;
  }
  return resource;
}

function cut(relation: Relation): ReadProperty {
  if (relation.kind !== 'key') return () => [];
  return (record) => ((record[relation.key] ?? null) === null ? null : {});
}

/** A property that a record lacks is shown by its default, else as null, where the schema demands it. */
function toPlainReader(name: string, schema: JsonObject, isRequired: boolean): ReadProperty {
  const missing = isRequired ? (schema['default'] ?? (allowsNull(schema) ? null : undefined)) : undefined;
  const isUri = schema['format'] === 'uri' || schema['format'] === 'url';
  if (!isUri) return (record) => record[name] ?? (record[name] === null ? null : missing);
  return (record, view) => {
    const value = record[name] ?? (record[name] === null ? null : missing);
    return typeof value === 'string' && value.startsWith('/') ? view.origin + value : value;
  };
}

const NOTHING_OPEN: ReadonlySet<string> = new Set();
