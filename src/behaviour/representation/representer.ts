import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Relation, Resource } from '../../contract/model/resource.ts';
import type { Resolve } from '../../contract/schema/schema-branches.ts';
import { allowsNull, createSchemaReader } from '../../contract/schema/schema-reader.ts';
import { findOwn, setOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import type { Access, Viewpoint } from './access.ts';
import { isAddress, withOrigin } from './own-address.ts';
import { compileComputed } from './read-field.ts';
import { findRelated } from './related.ts';
import { compileOmitWriteOnly, isWriteOnly } from './secrets.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** For whom a resource is represented, and what the request asks to include. */
export interface View extends Viewpoint {
  /** `scheme://host`, the prefix for stored paths of `format: uri`. */
  readonly origin: string;
  /** The relations that `with=` names, in snake_case. */
  readonly relations?: ReadonlySet<string>;
  /** The relations that `with_count=` names, in snake_case. */
  readonly counts?: ReadonlySet<string>;
}

/** Represents flat records as nested resources. */
export interface Representer {
  represent(resource: Resource, record: StoredRecord, view: View): JsonObject;
  /** Represents the resource alone: relations that are always included are cut (`{}` or `[]`). */
  outline(resource: Resource, record: StoredRecord, view: View): JsonObject;
}

/**
 * Creates a representer that follows the schemas: properties in their order, relations as nested resources. A relation
 * to a schema that already contains this resource is cut (`{}`, or `[]` for a to-many relation). A to-many relation
 * includes the records that the caller may see; a to-one relation always includes its record. A plan for each path of
 * nested schemas is compiled once.
 */
export function createRepresenter(contract: CompiledContract, access: Access): Representer {
  const { resolve } = createSchemaReader(contract.document);
  const planner: Planner = { contract, access, resolve, plans: new Map() };
  const plans = createPlanMap(NO_ANCESTORS, planner);
  const outlines = createPlanMap(new Set(contract.resources.keys()), planner);
  return {
    represent: (resource, record, view) => run(plans(resource), record, view),
    outline: (resource, record, view) => run(outlines(resource), record, view),
  };
}

/**
 * Caches plans by resource. A lookup by the ancestors' names would take as long as representing a record.
 */
function createPlanMap(ancestors: ReadonlySet<string>, planner: Planner): (resource: Resource) => Plan {
  const plans = new Map<Resource, Plan>();
  return function findPlan(resource) {
    return getOrCreate(plans, resource, () => planFor(resource, ancestors, planner));
  };
}

/** What plans are compiled with, and the cache of compiled plans. */
interface Planner {
  readonly contract: CompiledContract;
  readonly access: Access;
  readonly resolve: Resolve;
  readonly plans: Map<string, Plan>;
}

/** The resource that a property belongs to, and the schemas that contain it, its own included. */
interface PropertyContext {
  readonly resource: Resource;
  readonly ancestors: ReadonlySet<string>;
}

function planFor(resource: Resource, ancestors: ReadonlySet<string>, planner: Planner): Plan {
  const id = [resource.name, ...[...ancestors].toSorted()].join(' ');
  const cached = planner.plans.get(id);
  if (cached !== undefined) return cached;
  const context: PropertyContext = { resource, ancestors: new Set([...ancestors, resource.name]) };
  const plan = [...resource.properties].flatMap(([name, schema]) => {
    const read = isWriteOnly(schema, planner.resolve) ? undefined : compileProperty(name, schema, context, planner);
    return read === undefined ? [] : [{ name, read }];
  });
  planner.plans.set(id, plan);
  return plan;
}

function compileProperty(
  name: string,
  schema: JsonObject,
  context: PropertyContext,
  planner: Planner,
): ReadProperty | undefined {
  const { resource } = context;
  const relation = resource.relations.get(name);
  if (relation !== undefined) return compileRelation(relation, context, planner);
  const computed = compileComputed(resource, name, planner);
  const counted = resource.counts.find((count) => `${count}_count` === name);
  if (counted === undefined) return computed ?? compilePlain(name, schema, context, planner);
  const count: ReadProperty = computed ?? ((record) => findOwn(record, name) ?? 0);
  return (record, view) => (view.counts?.has(counted) === true ? count(record, view) : undefined);
}

function compileRelation(
  relation: Relation,
  { resource, ancestors }: PropertyContext,
  planner: Planner,
): ReadProperty | undefined {
  const related = planner.contract.resources.get(relation.schema);
  const isTop = ancestors.size === 1;
  if (related === undefined || (relation.load === 'with' && !isTop)) return undefined;
  const show = ancestors.has(related.name) ? cut(relation) : nest(relation, related, { resource, ancestors }, planner);
  if (relation.load === 'always') return show;
  return (record, view) => (view.relations?.has(relation.name) === true ? show(record, view) : undefined);
}

/** Compiles a nested resource. Its plan is compiled at its first use, so that deep schemas cost nothing until then. */
function nest(
  relation: Relation,
  related: Resource,
  { resource, ancestors }: PropertyContext,
  planner: Planner,
): ReadProperty {
  let plan: Plan | undefined;
  return (record, view) => {
    const shown: Plan = (plan ??= planFor(related, ancestors, planner));
    const records = findRelated(relation, { resource, related, record, reader: view.reader });
    if (relation.kind === 'key') return records[0] === undefined ? null : run(shown, records[0], view);
    return records
      .filter((other) => planner.access.canSee(related, other, view))
      .map((other) => run(shown, other, view));
  };
}

type ReadProperty = (record: StoredRecord, view: View) => JsonValue | undefined;
type Plan = readonly { readonly name: string; readonly read: ReadProperty }[];

function run(plan: Plan, record: StoredRecord, view: View): JsonObject {
  const resource: Record<string, JsonValue> = {};
  for (const { name, read } of plan) {
    const value = read(record, view);
    if (value !== undefined) setOwn(resource, name, value);
  }
  return resource;
}

function cut(relation: Relation): ReadProperty {
  if (relation.kind !== 'key') return () => [];
  return (record) => ((findOwn(record, relation.key) ?? null) === null ? null : {});
}

/** Compiles a stored property. If it is required and a record lacks it, its default is used, else null if allowed. */
function compilePlain(
  name: string,
  schema: JsonObject,
  { resource }: PropertyContext,
  { resolve }: Planner,
): ReadProperty {
  const missing = resource.required.has(name)
    ? (schema['default'] ?? (allowsNull(schema) ? null : undefined))
    : undefined;
  const omitWriteOnly = compileOmitWriteOnly(schema, resolve);
  const read = (record: StoredRecord): JsonValue | undefined => {
    const value = Object.hasOwn(record, name) ? record[name] : missing;
    return value === undefined ? undefined : omitWriteOnly(value);
  };
  return isAddress(schema, resolve) ? (record, view) => withOrigin(read(record), view.origin) : read;
}

const NO_ANCESTORS: ReadonlySet<string> = new Set();
