import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Relation, Resource } from '../../contract/model/resource.ts';
import type { Resolve } from '../../contract/schema/schema-branches.ts';
import { allowsNull, createSchemaReader, type SchemaReader } from '../../contract/schema/schema-reader.ts';
import { findOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import type { Access, Viewpoint } from './access.ts';
import { isAddress, withOrigin } from './own-address.ts';
import { compilePlaceholder } from './placeholder.ts';
import { compileComputed } from './read-field.ts';
import { findRelated } from './related.ts';
import { compileOmitWriteOnly, isWriteOnly } from './secrets.ts';

/** For whom a resource is represented, and what the request asks to include. */
export interface View extends Viewpoint {
  /** `scheme://host`, the prefix for stored paths of `format: uri`. */
  readonly origin: string;
  /** The relations that `with=` names, in snake_case. */
  readonly relations?: ReadonlySet<string>;
  /** The relations that `with_count=` names, in snake_case. */
  readonly counts?: ReadonlySet<string>;
}

/** How a resource is represented below certain other resources: its properties in their order. */
export interface Plan {
  readonly resource: Resource;
  readonly properties: readonly PlannedProperty[];
}

/** A property of a plan. */
export type PlannedProperty = ValueProperty | NestedProperty;

/** A property that is read from the record or derived from it. */
export interface ValueProperty {
  readonly kind: 'value';
  readonly name: string;
  /** The value depends on the record, the caller and the origin alone, and on no other record. */
  readonly isLocal: boolean;
  /** Returns undefined when the property is not shown. */
  readonly read: (record: StoredRecord, view: View) => JsonValue | undefined;
}

/** A property that shows other resources. */
export interface NestedProperty {
  readonly kind: 'nested';
  readonly name: string;
  /** The property is a list of resources; otherwise it is one, or null. */
  readonly isList: boolean;
  /**
   * A value that fits the property's schema. If the resource is valid with it, and each shown resource is valid on its
   * own, the whole is valid. Undefined when the schema does not allow this conclusion.
   */
  readonly placeholder: JsonValue | undefined;
  /** Returns the records to show, or undefined when the property is not shown. */
  readonly find: (record: StoredRecord, view: View) => readonly StoredRecord[] | undefined;
  readonly plan: () => Plan;
}

/** Compiles plans, each of them once. */
export interface Planner {
  /** Returns the plan of a resource that no other contains. */
  planFor(resource: Resource): Plan;
  /** Returns the plan of the resource alone: relations that are always included are cut (`{}` or `[]`). */
  outlineFor(resource: Resource): Plan;
}

/**
 * Creates a planner that follows the schemas: properties in their order, relations as nested resources. A relation to a
 * schema that already contains this resource is cut (`{}`, or `[]` for a to-many relation). A to-many relation includes
 * the records that the caller may see; a to-one relation always includes its record.
 */
export function createPlanner(contract: CompiledContract, access: Access): Planner {
  const reader = createSchemaReader(contract.document);
  const deps: PlanDeps = { contract, access, reader, resolve: reader.resolve, plans: new Map() };
  return {
    planFor: createPlanMap(NO_ANCESTORS, deps),
    outlineFor: createPlanMap(new Set(contract.resources.keys()), deps),
  };
}

/**
 * Caches plans by resource. A lookup by the ancestors' names would take as long as representing a record.
 */
function createPlanMap(ancestors: ReadonlySet<string>, deps: PlanDeps): (resource: Resource) => Plan {
  const plans = new Map<Resource, Plan>();
  return function findPlan(resource) {
    return getOrCreate(plans, resource, () => compilePlan(resource, ancestors, deps));
  };
}

/** What plans are compiled with, and the cache of compiled plans. */
interface PlanDeps {
  readonly contract: CompiledContract;
  readonly access: Access;
  readonly reader: SchemaReader;
  readonly resolve: Resolve;
  readonly plans: Map<string, Plan>;
}

/** The resource that a property belongs to, and the schemas that contain it, its own included. */
interface PropertyContext {
  readonly resource: Resource;
  readonly ancestors: ReadonlySet<string>;
}

function compilePlan(resource: Resource, ancestors: ReadonlySet<string>, deps: PlanDeps): Plan {
  const id = [resource.name, ...[...ancestors].toSorted()].join(' ');
  return getOrCreate(deps.plans, id, () => {
    const context: PropertyContext = { resource, ancestors: new Set([...ancestors, resource.name]) };
    const properties = [...resource.properties].flatMap(([name, schema]) =>
      isWriteOnly(schema, deps.resolve) ? [] : (compileProperty(name, schema, context, deps) ?? []),
    );
    return { resource, properties };
  });
}

function compileProperty(
  name: string,
  schema: JsonObject,
  context: PropertyContext,
  deps: PlanDeps,
): PlannedProperty | undefined {
  const relation = context.resource.relations.get(name);
  if (relation !== undefined) return compileRelation(relation, context, deps);
  return {
    kind: 'value',
    name,
    isLocal: isLocal(name, context.resource),
    read: compileValue(name, schema, context, deps),
  };
}

/** Returns whether a property is derived from no other record: neither counted nor read through a relation. */
function isLocal(name: string, { computed, counts }: Resource): boolean {
  const kind = computed.get(name)?.kind;
  return kind !== 'count' && kind !== 'field' && !counts.some((count) => `${count}_count` === name);
}

type ReadProperty = ValueProperty['read'];

function compileValue(name: string, schema: JsonObject, context: PropertyContext, deps: PlanDeps): ReadProperty {
  const { resource } = context;
  const computed = compileComputed(resource, name, deps);
  const counted = resource.counts.find((count) => `${count}_count` === name);
  if (counted === undefined) return computed ?? compilePlain(name, schema, context, deps);
  const count: ReadProperty = computed ?? ((record) => findOwn(record, name) ?? 0);
  return (record, view) => (view.counts?.has(counted) === true ? count(record, view) : undefined);
}

function compileRelation(
  relation: Relation,
  { resource, ancestors }: PropertyContext,
  deps: PlanDeps,
): PlannedProperty | undefined {
  const related = deps.contract.resources.get(relation.schema);
  const isTop = ancestors.size === 1;
  if (related === undefined || (relation.load === 'with' && !isTop)) return undefined;
  const { name } = relation;
  const isShown = (view: View): boolean => relation.load === 'always' || view.relations?.has(name) === true;
  if (ancestors.has(related.name)) {
    const read = cut(relation);
    return { kind: 'value', name, isLocal: true, read: (record, view) => (isShown(view) ? read(record) : undefined) };
  }
  const find = compileFind(relation, resource, related, deps.access);
  // Compiled at its first use, so that deep schemas cost nothing until then.
  let plan: Plan | undefined;
  return {
    kind: 'nested',
    name,
    isList: relation.kind !== 'key',
    placeholder: compilePlaceholder(relation, resource, deps.reader),
    find: (record, view) => (isShown(view) ? find(record, view) : undefined),
    plan: () => (plan ??= compilePlan(related, ancestors, deps)),
  };
}

type FindShown = (record: StoredRecord, view: View) => readonly StoredRecord[];

function compileFind(relation: Relation, resource: Resource, related: Resource, access: Access): FindShown {
  if (relation.kind === 'key')
    return (record, { reader }) => findRelated(relation, { resource, related, record, reader }).slice(0, 1);
  return (record, view) =>
    findRelated(relation, { resource, related, record, reader: view.reader }).filter((other) =>
      access.canSee(related, other, view),
    );
}

function cut(relation: Relation): (record: StoredRecord) => JsonValue {
  if (relation.kind !== 'key') return () => [];
  return (record) => ((findOwn(record, relation.key) ?? null) === null ? null : {});
}

/** Compiles a stored property. If it is required and a record lacks it, its default is used, else null if allowed. */
function compilePlain(
  name: string,
  schema: JsonObject,
  { resource }: PropertyContext,
  { resolve }: PlanDeps,
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
