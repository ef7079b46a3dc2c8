import type { Collection } from '../../contract/model/collection.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { World } from '../../store/port/world.ts';
import type { SampleSchema } from '../rule/behaviour.ts';

/** What an item is completed with. */
export interface CompletionContext {
  readonly world: World;
  readonly sample: SampleSchema;
  /** Varies the generated values. */
  readonly number: number;
}

/**
 * Adds what a server would set to an item: defaults, timestamps, and generated values for required properties that the
 * client did not send.
 */
export function completeItem(
  { item }: Collection,
  fields: JsonObject,
  { world, sample, number }: CompletionContext,
): JsonObject {
  const completed: Record<string, JsonValue> = { ...fields };
  let sampled: JsonValue | undefined;
  for (const [name, schema] of item.properties) {
    if (completed[name] !== undefined || schema['writeOnly'] === true) continue;
    const value = schema['default'] ?? (isServerTime(schema) ? toTimestamp(world.clock.now()) : undefined);
    if (value !== undefined) completed[name] = value;
    else if (item.required.has(name)) {
      sampled ??= (item.pointer === undefined ? undefined : sample(item.pointer, number)) ?? {};
      const generated = isJsonObject(sampled) ? sampled[name] : undefined;
      if (generated !== undefined) completed[name] = generated;
    }
  }
  return completed;
}

/** Returns whether a property is a timestamp that only the server sets. */
export function isServerTime(schema: JsonObject): boolean {
  return schema['readOnly'] === true && schema['format'] === 'date-time';
}
