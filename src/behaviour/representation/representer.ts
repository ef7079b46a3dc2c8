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
  /** The resource alone: every relation that is always shown is cut. */
  outline(resource: Resource, record: StoredRecord, view: View): JsonObject;
}

/**
 * Representations as the schemas say: properties in their order, relations as whole resources, and a relation to a
 * schema that is already open on the way from the top cut (`{}`, or `[]` to many). Of many, those that the caller may
 * see; the one that a record's own key names is shown with it. What a schema shows and where it is cut is worked out
 * once for each way there.
 */
export function createRepresenter(contract: CompiledContract, access: Access): Representer {
  const { resolve } = createSchemaReader(contract.document);
  const planner: Planner = { contract, access, resolve, plans: new Map() };
  const plans = createPlanMap(NOTHING_OPEN, planner);
  const outlines = createPlanMap(new Set(contract.resources.keys()), planner);
  return {
    represent: (resource, record, view) => run(plans(resource), record, view),
    outline: (resource, record, view) => run(outlines(resource), record, view),
  };
}

/**
 * Finds the plan of a resource by the resource itself: to look it up by what is open there takes as long as to show a
 * record.
 */
function createPlanMap(open: ReadonlySet<string>, planner: Planner): (resource: Resource) => Plan {
  const plans = new Map<Resource, Plan>();
  return function findPlan(resource) {
    const known = plans.get(resource);
    if (known !== undefined) return known;
    const plan = planFor(resource, open, planner);
    plans.set(resource, plan);
    return plan;
  };
}

/** What plans are made with, and those that are made. */
interface Planner {
  readonly contract: CompiledContract;
  readonly access: Access;
  readonly resolve: Resolve;
  readonly plans: Map<string, Plan>;
}

/** A property's place: the resource it belongs to, and the schemas that are open there, its own included. */
interface PropertyContext {
  readonly resource: Resource;
  readonly ancestors: ReadonlySet<string>;
}

function planFor(resource: Resource, open: ReadonlySet<string>, planner: Planner): Plan {
  const id = [resource.name, ...[...open].toSorted()].join(' ');
  const known = planner.plans.get(id);
  if (known !== undefined) return known;
  const place: PropertyContext = { resource, ancestors: new Set([...open, resource.name]) };
  const plan = [...resource.properties].flatMap(([name, schema]) => {
    const read = isWriteOnly(schema, planner.resolve) ? undefined : compileProperty(name, schema, place, planner);
    return read === undefined ? [] : [{ name, read }];
  });
  planner.plans.set(id, plan);
  return plan;
}

function compileProperty(
  name: string,
  schema: JsonObject,
  place: PropertyContext,
  planner: Planner,
): ReadProperty | undefined {
  const { resource } = place;
  const relation = resource.relations.get(name);
  if (relation !== undefined) return compileRelation(relation, place, planner);
  const workedOut = compileComputed(resource, name, planner);
  const counted = resource.counts.find((count) => `${count}_count` === name);
  if (counted === undefined) return workedOut ?? compilePlain(name, schema, place, planner);
  const count: ReadProperty = workedOut ?? ((record) => findOwn(record, name) ?? 0);
  return (record, view) => (view.counts?.has(counted) === true ? count(record, view) : undefined);
}

function compileRelation(
  relation: Relation,
  { resource, ancestors: open }: PropertyContext,
  planner: Planner,
): ReadProperty | undefined {
  const related = planner.contract.resources.get(relation.schema);
  const isTop = open.size === 1;
  if (related === undefined || (relation.load === 'with' && !isTop)) return undefined;
  const show = open.has(related.name) ? cut(relation) : nest(relation, related, { resource, ancestors: open }, planner);
  if (relation.load === 'always') return show;
  return (record, view) => (view.relations?.has(relation.name) === true ? show(record, view) : undefined);
}

/** The nested plan is made at its first use: a schema that leads far is not followed where nobody goes. */
function nest(
  relation: Relation,
  related: Resource,
  { resource, ancestors: open }: PropertyContext,
  planner: Planner,
): ReadProperty {
  let plan: Plan | undefined;
  return (record, view) => {
    const shown: Plan = (plan ??= planFor(related, open, planner));
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

/** A property that a record lacks is shown by its default, else as null, where the schema demands it. */
function compilePlain(
  name: string,
  schema: JsonObject,
  { resource }: PropertyContext,
  { resolve }: Planner,
): ReadProperty {
  const missing = resource.required.has(name)
    ? (schema['default'] ?? (allowsNull(schema) ? null : undefined))
    : undefined;
  const hide = compileOmitWriteOnly(schema, resolve);
  const read = (record: StoredRecord): JsonValue | undefined => {
    const value = Object.hasOwn(record, name) ? record[name] : missing;
    return value === undefined ? undefined : hide(value);
  };
  return isAddress(schema, resolve) ? (record, view) => withOrigin(read(record), view.origin) : read;
}

const NOTHING_OPEN: ReadonlySet<string> = new Set();
