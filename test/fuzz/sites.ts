import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Operation, Parameter } from '../../src/contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import type { Draft } from './draft.ts';
import type { DraftDeps, Place } from './draft-arbitrary.ts';
import type { ValuePath } from './schema-arbitrary.ts';
import { asObject, toList, type SchemaNode } from './schema-node.ts';
import { VALUE_BREAKAGES } from './value-breakages.ts';
import { wireSites } from './wire-breakages.ts';
import type { WireRequest } from './wire.ts';

/** One location in an operation's requests and one way to make it invalid. The rest of the request stays valid. */
export interface Site {
  readonly kind: string;
  /** For messages: `body metadata.role`, `query user_ids[].0`. */
  readonly where: string;
  /** Only a strict simulator rejects it. */
  readonly strict: boolean;
  /** The location that a valid request must have before it can be made invalid here. */
  readonly held: Place | undefined;
  readonly breaks: Arbitrary<Change>;
  readonly status: number;
  /** The keys of `errors` in the response; undefined when only the status is expected. */
  readonly fields: readonly string[] | undefined;
}

/** Makes a valid request invalid: as a draft, or as a wire request. */
export interface Change {
  readonly draft?: (draft: Draft) => Draft;
  readonly wire?: (request: WireRequest) => WireRequest;
}

/** Returns every location of an operation's requests with every way to make it invalid. */
export function findSites(operation: Operation, deps: DraftDeps): readonly Site[] {
  return [
    ...operation.parameters.flatMap((parameter) => parameterSites(parameter, operation, deps)),
    ...bodySites(operation, deps),
    ...wireSites(operation, deps),
  ];
}

function parameterSites(parameter: Parameter, { path }: Operation, deps: DraftDeps): readonly Site[] {
  const { in: location, name, field, required, schema } = parameter;
  if (location === 'cookie' || !path.includes(location === 'path' ? `{${name}}` : '')) return [];
  const missing = required && location !== 'path' ? [missingSite({ in: location, name, path: [] }, field)] : [];
  return [
    ...missing,
    ...valueSites(schema, { in: location, name, path: [] }, deps).map((site) => named(site, parameter)),
  ];
}

/**
 * Sets the expected status and fields of a parameter. An invalid path parameter is a 404. A list in one value is one
 * field; a list in brackets has a field for each element.
 */
function named(site: Site, { in: location, field, name }: Parameter): Site {
  if (location === 'path') return { ...site, status: 404, fields: undefined };
  const steps = (site.held?.path ?? []).filter((step) => typeof step === 'string' || name.endsWith('[]'));
  const isWhole = ['maxItems', 'uniqueItems'].includes(site.kind);
  return { ...site, fields: [[field, ...(isWhole ? steps.slice(0, -1) : steps)].join('.')] };
}

function bodySites(operation: Operation, deps: DraftDeps): readonly Site[] {
  const schema = operation.body?.mediaTypes[0]?.schema;
  return schema === undefined || operation.method === 'GET' ? [] : valueSites(schema, { in: 'body', path: [] }, deps);
}

/** Returns the sites of a value and of everything inside it. */
function valueSites(schema: JsonValue | undefined, place: Place, deps: DraftDeps): readonly Site[] {
  const node = deps.read(schema);
  if (!node.readable || place.path.length > MAX_DEPTH) return [];
  const own = VALUE_BREAKAGES.flatMap(({ kind, invalidValues, needsElement }) => {
    const values = invalidValues(node, place).filter((make) => !isValidOnceTrimmed(make(undefined), place, node));
    if (values.length === 0) return [];
    const held = needsElement === true ? { ...place, path: [...place.path, 0] } : place;
    const breaks = fc
      .constantFrom(...values)
      .map((make): Change => ({ draft: (draft) => changeAt(draft, place, make) }));
    return [toSite(kind, held, { breaks, where: describe(place), fields: [toField(place.path)] })];
  });
  return [...own, ...childSites(node.schema, place, deps)];
}

/** True for a text that a platform may accept, because it trims the top-level texts of a body and drops empty ones. */
function isValidOnceTrimmed(value: JsonValue, place: Place, { nullable }: SchemaNode): boolean {
  if (place.in !== 'body' || place.path.length !== 1 || typeof value !== 'string') return false;
  return value.trim() !== value || (value === '' && nullable);
}

function childSites(schema: JsonObject, place: Place, deps: DraftDeps): readonly Site[] {
  const at = (step: string | number): Place => ({ ...place, path: [...place.path, step] });
  const properties = Object.entries(asObject(schema['properties']));
  const open = schema['additionalProperties'];
  const isObject = properties.length > 0 || open !== undefined;
  const isBody = place.in === 'body';
  return [
    ...properties.flatMap(([name, property]) => valueSites(property, at(name), deps)),
    ...(isJsonObject(open) && isBody ? valueSites(open, at(FURTHER), deps) : []),
    ...(isJsonObject(schema['items']) ? valueSites(schema['items'], at(0), deps) : []),
    ...(isBody
      ? toList(schema['required']).map((name) => missingSite(at(String(name)), toField([...place.path, String(name)])))
      : []),
    ...(isBody && isObject && (open === false || (open === undefined && place.path.length === 0))
      ? [unknownSite(at(FURTHER), open === undefined)]
      : []),
  ];
}

function missingSite(place: Place, field: string): Site {
  const breaks = fc.constant<Change>({ draft: (draft) => changeAt(draft, place, () => undefined) });
  return toSite('missing', place, { breaks, where: describe(place), fields: [field] });
}

/**
 * An undeclared property. A closed schema always rejects it; a strict simulator also rejects it at the top level of a
 * body.
 */
function unknownSite(place: Place, strict: boolean): Site {
  const breaks = fc
    .constantFrom<JsonValue>('some text', 7, null, { deep: [1] })
    .map((value): Change => ({ draft: (draft) => changeAt(draft, place, () => value) }));
  const held = { ...place, path: place.path.slice(0, -1) };
  return {
    ...toSite(strict ? 'unknown-strict' : 'unknown', held, {
      breaks,
      where: describe(place),
      fields: [toField(place.path)],
    }),
    strict,
  };
}

function toSite(kind: string, held: Place, rest: Pick<Site, 'breaks' | 'where' | 'fields'>): Site {
  // A further property is inserted, not replaced, so only its parent must exist.
  const path = held.path.includes(FURTHER) ? held.path.slice(0, held.path.indexOf(FURTHER)) : held.path;
  return { kind, strict: false, held: { ...held, path }, status: 422, ...rest };
}

function changeAt(draft: Draft, place: Place, make: (current: JsonValue | undefined) => JsonValue | undefined): Draft {
  if (place.in === 'body') return { ...draft, body: replaceAt(draft.body, place.path, make) };
  const group = { path: 'path', query: 'query', header: 'headers' }[place.in as 'path' | 'query' | 'header'] as
    | 'path'
    | 'query'
    | 'headers';
  return { ...draft, [group]: asObject(replaceAt({ ...draft[group] }, [place.name ?? '', ...place.path], make)) };
}

function replaceAt(
  value: JsonValue | undefined,
  [step, ...rest]: ValuePath,
  make: (current: JsonValue | undefined) => JsonValue | undefined,
): JsonValue | undefined {
  if (step === undefined) return make(value);
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).map((item, index) =>
      index === step ? (replaceAt(item, rest, make) ?? null) : item,
    );
  const { [step]: current, ...others } = asObject(value);
  const replaced = replaceAt(current, rest, make);
  return replaced === undefined ? others : { ...others, [step]: replaced };
}

function describe({ in: location, name, path }: Place): string {
  return [location, [...(name === undefined ? [] : [name]), ...path].join('.')].join(' ').trim();
}

/** Returns the name of a field in errors. The complete body is called `body`. */
function toField(path: ValuePath): string {
  return path.length === 0 ? 'body' : path.join('.');
}

const MAX_DEPTH = 6;
const FURTHER = 'further_property';
