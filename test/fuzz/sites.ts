import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Operation, Parameter } from '../../src/contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import type { Draft } from './draft.ts';
import type { DraftTools, Place } from './draft-arbitrary.ts';
import type { ValuePath } from './schema-arbitrary.ts';
import { asObject, toList } from './schema-node.ts';
import { VALUE_BREAKAGES } from './value-breakages.ts';
import { wireSites } from './wire-breakages.ts';
import type { WireRequest } from './wire.ts';

/** One place of an operation's requests, and one way to break it. Everything else of the request stays valid. */
export interface Site {
  readonly kind: string;
  /** For people: `body metadata.role`, `query user_ids[].0`. */
  readonly where: string;
  /** Only a simulator that refuses what the contract does not declare sees it. */
  readonly strict: boolean;
  /** What a valid request must hold to be broken here. */
  readonly held: Place | undefined;
  readonly breaks: Arbitrary<Change>;
  readonly status: number;
  /** The keys of the refusal's `errors`; undefined where the status alone says what is wrong. */
  readonly fields: readonly string[] | undefined;
}

/** Breaks a valid request: before it is written out, or after. */
export interface Change {
  readonly draft?: (draft: Draft) => Draft;
  readonly wire?: (request: WireRequest) => WireRequest;
}

/** Every place of an operation that can be broken, each in every way that applies there. */
export function findSites(operation: Operation, tools: DraftTools): readonly Site[] {
  return [
    ...operation.parameters.flatMap((parameter) => parameterSites(parameter, operation, tools)),
    ...bodySites(operation, tools),
    ...wireSites(operation, tools),
  ];
}

function parameterSites(parameter: Parameter, { path }: Operation, tools: DraftTools): readonly Site[] {
  const { in: location, name, field, required, schema } = parameter;
  if (location === 'cookie' || !path.includes(location === 'path' ? `{${name}}` : '')) return [];
  const missing = required && location !== 'path' ? [missingSite({ in: location, name, path: [] }, field)] : [];
  return [
    ...missing,
    ...valueSites(schema, { in: location, name, path: [] }, tools).map((site) => named(site, parameter)),
  ];
}

/** What names nothing is not found. A list in one value is one field, one in brackets has a field for each element. */
function named(site: Site, { in: location, field, name }: Parameter): Site {
  if (location === 'path') return { ...site, status: 404, fields: undefined };
  const steps = (site.held?.path ?? []).filter((step) => typeof step === 'string' || name.endsWith('[]'));
  const isWhole = ['maxItems', 'uniqueItems'].includes(site.kind);
  return { ...site, fields: [[field, ...(isWhole ? steps.slice(0, -1) : steps)].join('.')] };
}

function bodySites(operation: Operation, tools: DraftTools): readonly Site[] {
  const schema = operation.body?.mediaTypes[0]?.schema;
  return schema === undefined || operation.method === 'GET' ? [] : valueSites(schema, { in: 'body', path: [] }, tools);
}

/** The sites of a value and of all that it holds. */
function valueSites(schema: JsonValue | undefined, place: Place, tools: DraftTools): readonly Site[] {
  const node = tools.read(schema);
  if (!node.readable || place.path.length > DEEPEST) return [];
  const own = VALUE_BREAKAGES.flatMap(({ kind, unfit, needsElement }) => {
    const values = unfit(node, place);
    if (values.length === 0) return [];
    const held = needsElement === true ? { ...place, path: [...place.path, 0] } : place;
    const breaks = fc
      .constantFrom(...values)
      .map((make): Change => ({ draft: (draft) => changeAt(draft, place, make) }));
    return [toSite(kind, held, { breaks, where: describe(place), fields: [toField(place.path)] })];
  });
  return [...own, ...childSites(node.schema, place, tools)];
}

function childSites(schema: JsonObject, place: Place, tools: DraftTools): readonly Site[] {
  const at = (step: string | number): Place => ({ ...place, path: [...place.path, step] });
  const properties = Object.entries(asObject(schema['properties']));
  const open = schema['additionalProperties'];
  const isObject = properties.length > 0 || open !== undefined;
  const isBody = place.in === 'body';
  return [
    ...properties.flatMap(([name, property]) => valueSites(property, at(name), tools)),
    ...(isJsonObject(open) && isBody ? valueSites(open, at(FURTHER), tools) : []),
    ...(isJsonObject(schema['items']) ? valueSites(schema['items'], at(0), tools) : []),
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
 * A property that is not declared: refused by a closed schema always, and at the top of any other body where the
 * simulator is strict.
 */
function unknownSite(place: Place, strict: boolean): Site {
  const breaks = fc
    .constantFrom<JsonValue>('a text', 7, null, { deep: [1] })
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
  // A property that the schema leaves open is put in, not replaced: what holds it must be there.
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

/** A body as a whole is called `body`. */
function toField(path: ValuePath): string {
  return path.length === 0 ? 'body' : path.join('.');
}

const DEEPEST = 6;
const FURTHER = 'further_property';
