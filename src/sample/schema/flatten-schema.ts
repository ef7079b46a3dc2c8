import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { parsePointer } from '../../kernel/json/pointer.ts';
import { chooseBranch } from './choose-branch.ts';
import { mergeSchemas } from './merge-schemas.ts';
import type { FlatSchema, SampleContext, ValueLocation } from './sample-context.ts';

/**
 * Resolves references, merges `allOf`, and chooses a branch of each union and condition. Returns undefined if no value
 * is valid (`false`).
 */
export function flattenSchema(
  schema: JsonValue,
  location: ValueLocation,
  context: SampleContext,
): FlatSchema | undefined {
  return flatten(schema, location, { context, rounds: MAX_CHAIN_LENGTH, budget: { steps: MAX_STEPS } });
}

interface FlattenContext {
  readonly context: SampleContext;
  /** How many nested steps may follow: guards against a schema that is only a reference to itself. */
  readonly rounds: number;
  /** How many steps may follow in total: guards against mutual references, whose number doubles at each step. */
  readonly budget: { steps: number };
}

function flatten(
  schema: JsonValue,
  location: ValueLocation,
  { context, rounds, budget }: FlattenContext,
): FlatSchema | undefined {
  if (schema === false) return undefined;
  if (!isJsonObject(schema) || rounds === 0 || budget.steps <= 0) return { schema: {}, location };
  budget.steps -= 1;
  const step = nextStep(schema, location, context);
  if (step === undefined) return { schema, location };
  let flat: FlatSchema | undefined = { schema: step.rest, location };
  for (const part of step.parts) {
    const next = flatten(part, step.location ?? flat.location, { context, rounds: rounds - 1, budget });
    if (next === undefined) return undefined;
    flat = { schema: mergeSchemas(next.schema, flat.schema), location: joinLocations(flat.location, next.location) };
  }
  return flatten(flat.schema, flat.location, { context, rounds: rounds - 1, budget });
}

interface Step {
  /** The schema without the keyword. */
  readonly rest: JsonObject;
  /** The schemas that the keyword adds. */
  readonly parts: readonly JsonValue[];
  readonly location?: ValueLocation;
}

/** Takes out the first keyword that a flat schema must not have; undefined if the schema is flat. */
function nextStep(schema: JsonObject, location: ValueLocation, context: SampleContext): Step | undefined {
  const { $ref, ...others } = schema;
  if (typeof $ref === 'string')
    return { rest: others, parts: [context.resolve($ref) ?? {}], location: openReference($ref, location) };
  if (Array.isArray(schema['allOf']))
    return { rest: without(schema, 'allOf'), parts: schema['allOf'] as readonly JsonValue[] };
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    if (!Array.isArray(schema[keyword])) continue;
    const { branch, unwanted } = chooseBranch(schema, keyword, { location, context });
    return { rest: withoutOptional(without(schema, keyword, 'discriminator'), unwanted), parts: [branch] };
  }
  if (schema['if'] !== undefined) return toConditionStep(schema, location, context);
  if (isJsonObject(schema['dependentSchemas'])) {
    const present = Object.entries(schema['dependentSchemas']).filter(
      ([name]) => isJsonObject(schema['properties']) && Object.hasOwn(schema['properties'], name),
    );
    return { rest: without(schema, 'dependentSchemas'), parts: present.map(([, dependent]) => dependent) };
  }
  return undefined;
}

/**
 * Chooses `if` with `then`, or `else` alone. The value for `else` may still satisfy the condition, which validation
 * then detects.
 */
function toConditionStep(schema: JsonObject, { path }: ValueLocation, context: SampleContext): Step {
  const rest = without(schema, 'if', 'then', 'else');
  const holds = context.streamAt(path, 'if').next() < 0.5;
  return { rest, parts: holds ? [schema['if'] ?? true, schema['then'] ?? true] : [schema['else'] ?? true] };
}

function openReference(reference: string, location: ValueLocation): ValueLocation {
  const steps = parsePointer(reference);
  const isComponent = steps[0] === 'components' && steps[1] === 'schemas';
  const openReferences = new Map(location.openReferences).set(
    reference,
    (location.openReferences.get(reference) ?? 0) + 1,
  );
  return {
    ...location,
    openReferences,
    schemaName: isComponent ? (steps[2] ?? location.schemaName) : location.schemaName,
  };
}

/** Combines the open references of both locations. */
function joinLocations(one: ValueLocation, other: ValueLocation): ValueLocation {
  const openReferences = new Map(one.openReferences);
  for (const [reference, count] of other.openReferences)
    openReferences.set(reference, Math.max(count, openReferences.get(reference) ?? 0));
  return { ...other, openReferences };
}

function without(schema: JsonObject, ...keywords: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !keywords.includes(keyword)));
}

/** Drops optional properties that would make another branch of a `oneOf` match too. */
function withoutOptional(schema: JsonObject, unwanted: readonly string[]): JsonObject {
  if (unwanted.length === 0 || !isJsonObject(schema['properties'])) return schema;
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly JsonValue[]) : [];
  const dropped = unwanted.filter((name) => !required.includes(name));
  return { ...schema, properties: without(schema['properties'], ...dropped) };
}

const MAX_CHAIN_LENGTH = 64;
/** Steps per schema. A hundred suffice for any hand-written schema. */
const MAX_STEPS = 2000;
