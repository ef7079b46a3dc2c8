import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { createIds } from '../../kernel/random/ids.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { createSeededRandom } from '../../kernel/random/random.ts';
import type { Sampler } from '../schema/create-sampler.ts';
import { foreignKeysOf } from './world-plan.ts';
import type { WorldRecords } from './world-records.ts';

/**
 * Generates five records from its schema for each resource that has none, and returns only those. The same seed returns
 * the same records.
 */
export function makeFirstRecords(
  contract: CompiledContract,
  records: WorldRecords,
  options: FirstRecordOptions,
): WorldRecords {
  const empty = [...contract.resources.values()].filter(
    ({ collection }) => (records.get(collection) ?? []).length === 0,
  );
  const ids = createIds(createSeededRandom(`first/${options.seed}`));
  const keys = new Map(
    empty.map((resource) => [
      resource.name,
      NUMBERS.map((number) => makeKey(resource, number, ids.uuid(resource.collection, number))),
    ]),
  );
  for (const resource of contract.resources.values()) {
    if (!keys.has(resource.name))
      keys.set(
        resource.name,
        (records.get(resource.collection) ?? []).map((record) => record[resource.key] ?? null),
      );
  }
  return new Map(
    empty.map((resource) => [
      resource.collection,
      NUMBERS.map((number) => makeRecord(resource, { ...options, number, keys })),
    ]),
  );
}

/** How first records are generated. */
export interface FirstRecordOptions {
  /** In milliseconds. */
  readonly now: number;
  readonly seed: string;
  readonly sample: Sampler;
}

interface FirstRecordContext extends FirstRecordOptions {
  readonly number: number;
  /** The keys of every resource's records, by its schema's name. */
  readonly keys: ReadonlyMap<string, readonly JsonValue[]>;
}

function makeRecord(resource: Resource, context: FirstRecordContext): JsonObject {
  const { number, keys, seed, sample } = context;
  const place = `${resource.collection}/${number}`;
  const sampled = sample({
    pointer: resource.pointer,
    purpose: place,
    seed,
    direction: 'response',
    useExamples: false,
  });
  const values = isJsonObject(sampled) ? sampled : {};
  const own = [...resource.properties].flatMap(([name, schema]): (readonly [string, JsonValue])[] => {
    if (name === resource.key || resource.relations.has(name) || isComputedOnRead(resource, name)) return [];
    if (!resource.required.has(name) && schema['default'] === undefined) return [];
    return [[name, makeValue(resource, name, { ...context, values })]];
  });
  const held = foreignKeysOf(resource).map(({ field, schema }): readonly [string, JsonValue] => {
    const others = keys.get(schema) ?? [];
    const one = others[(number - 1) % Math.max(1, others.length)] ?? null;
    const isList = [...resource.relations.values()].some(
      (relation) => relation.kind === 'keys' && relation.keys === field,
    );
    return [field, isList ? (one === null ? [] : [one]) : one];
  });
  return {
    [resource.key]: keys.get(resource.name)?.[number - 1] ?? number,
    ...Object.fromEntries(own),
    ...Object.fromEntries(held),
  };
}

/** Returns whether a property is derived at each read, so that no record stores it. */
function isComputedOnRead({ computed, counts }: Resource, name: string): boolean {
  const kind = computed.get(name)?.kind;
  return kind === 'owned' || kind === 'count' || kind === 'field' || counts.some((count) => name === `${count}_count`);
}

function makeValue(
  resource: Resource,
  name: string,
  { number, now, values }: FirstRecordContext & { readonly values: JsonObject },
): JsonValue {
  const schema = resource.properties.get(name) ?? {};
  const kind = resource.computed.get(name)?.kind;
  if (kind === 'increment') return number;
  if (kind === 'slug') return `${resource.collection}-${number}`;
  // Records are created a day apart, the last a week before now, and change an hour later. Other times lie in between.
  const created = now - (WEEK + (NUMBERS.length - number) * DAY);
  if (kind === 'created_at') return toTimestamp(created);
  if (kind === 'updated_at') return toTimestamp(created + HOUR);
  if (schema['format'] === 'date-time') return toTimestamp(created + HOUR / 2);
  if (schema['default'] !== undefined) return schema['default'];
  return values[name] ?? null;
}

function makeKey({ properties, key }: Resource, number: number, uuid: string): JsonValue {
  const schema = properties.get(key);
  const type = schema?.['type'];
  if (type === 'integer' || type === 'number') return number;
  return schema?.['format'] === 'uuid' ? uuid : `${key}-${number}`;
}

const NUMBERS = [1, 2, 3, 4, 5];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
