import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { parsePointer } from '../../kernel/json/pointer.ts';
import type { SampleContext, ValueLocation } from './sample-context.ts';
import { separateRange } from './separate-range.ts';
import { isNonEmpty } from './stream.ts';

/** The chosen branch of a union, and the properties to omit because they would make another branch match too. */
export interface BranchChoice {
  readonly branch: JsonValue;
  readonly unwanted: readonly string[];
}

/**
 * Chooses a branch of a union. Avoids branches that recurse into an open reference, takes null or an empty object
 * rarely, and takes the smallest branch once the value must end.
 */
export function chooseBranch(
  schema: JsonObject,
  keyword: 'oneOf' | 'anyOf',
  { location, context }: { readonly location: ValueLocation; readonly context: SampleContext },
): BranchChoice {
  const branches = (schema[keyword] as readonly JsonValue[]).filter((branch) => branch !== false);
  const rated = branches.map((branch) => ({ branch, cost: toCost(branch, location, context) }));
  const cheapest = Math.min(...rated.map(({ cost }) => cost));
  const stream = context.streamAt(location.path, keyword);
  const ending = context.isClosing(location)
    ? rated.filter(({ cost }) => cost === cheapest)
    : rated.filter(({ cost }) => cost < REOPENED);
  const rich = ending.filter(({ cost }) => cost > EMPTY);
  const isEmptyWanted = stream.next() < EMPTY_SHARE;
  const candidates = firstFilled(isEmptyWanted ? ending : rich, ending, rated).map(({ branch }) => branch);
  if (!isNonEmpty(candidates)) return { branch: true, unwanted: [] };
  const branch = stream.pick(candidates);
  const named = withDiscriminator(branch, schema['discriminator'], context);
  if (keyword === 'anyOf') return { branch: named, unwanted: [] };
  const others = branches.filter((other) => other !== branch).map((other) => toSchema(other, context));
  const bounds = separateRange(toSchema(branch, context), others, context.streamAt(location.path, 'range'));
  return {
    branch: Object.keys(bounds).length === 0 ? named : { allOf: [named, bounds] },
    unwanted: namesOfOthers(toSchema(branch, context), others),
  };
}

function firstFilled<Element>(...lists: readonly (readonly Element[])[]): readonly Element[] {
  return lists.find((list) => list.length > 0) ?? [];
}

/** Rates the smallest value of a branch. */
function toCost(branch: JsonValue, location: ValueLocation, context: SampleContext): number {
  if (!isJsonObject(branch)) return 1;
  const reference = branch['$ref'];
  if (typeof reference === 'string') {
    if (location.openReferences.has(reference)) return REOPENED;
    const target = context.resolve(reference);
    return isJsonObject(target) && target['$ref'] === undefined ? toCost(target, location, context) : OBJECT;
  }
  const type = branch['type'];
  if (type === 'null' || branch['const'] === null || branch['maxProperties'] === 0 || branch['maxItems'] === 0)
    return EMPTY;
  if (branch['enum'] !== undefined || branch['const'] !== undefined || SCALARS.has(String(type))) return SCALAR;
  const required = Array.isArray(branch['required']) ? branch['required'].length : 0;
  return type === 'array' ? SCALAR + 1 : Math.min(REOPENED - 1, OBJECT + required);
}

/** Lists the properties that other branches require and the chosen one does not. */
function namesOfOthers(chosen: JsonObject, others: readonly JsonObject[]): readonly string[] {
  const own = new Set(requiredNames(chosen));
  return others.flatMap((other) => requiredNames(other).filter((name) => !own.has(name)));
}

function requiredNames(schema: JsonObject): readonly string[] {
  return Array.isArray(schema['required']) ? schema['required'].map(String) : [];
}

/** Follows the reference of a branch. */
function toSchema(branch: JsonValue, context: SampleContext): JsonObject {
  const schema = isJsonObject(branch) && typeof branch['$ref'] === 'string' ? context.resolve(branch['$ref']) : branch;
  return isJsonObject(schema) ? schema : {};
}

/** Fixes the discriminator property to the branch's name (OpenAPI 3.1 section 4.8.25). */
function withDiscriminator(branch: JsonValue, discriminator: JsonValue | undefined, context: SampleContext): JsonValue {
  if (!isJsonObject(discriminator) || !isJsonObject(branch) || typeof branch['$ref'] !== 'string') return branch;
  const property = String(discriminator['propertyName']);
  const reference = branch['$ref'];
  const target = context.resolve(reference);
  const declared =
    isJsonObject(target) && isJsonObject(target['properties']) ? target['properties'][property] : undefined;
  if (isJsonObject(declared) && (declared['const'] !== undefined || declared['enum'] !== undefined)) return branch;
  const mapping = isJsonObject(discriminator['mapping']) ? Object.entries(discriminator['mapping']) : [];
  const name = mapping.find(([, to]) => to === reference)?.[0] ?? parsePointer(reference).at(-1) ?? '';
  return { allOf: [branch, { properties: { [property]: { const: name } } }] };
}

const EMPTY = 0;
const SCALAR = 1;
const OBJECT = 3;
const REOPENED = 100;
/** The probability of null or an empty object where another branch exists. */
const EMPTY_SHARE = 0.1;
const SCALARS: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean']);
