import type { Collection } from '../../contract/model/collection.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { World } from '../../store/port/world.ts';
import type { SampleSchema } from '../rule/behaviour.ts';

/** What an item is completed in. */
export interface CompletionContext {
  readonly world: World;
  readonly sample: SampleSchema;
  /** Varies what is made up. */
  readonly number: number;
}

/**
 * Adds to an item what its schema demands or a server would set: defaults, times, and made-up values for what nobody
 * sent.
 */
export function completeItem(
  { item }: Collection,
  fields: JsonObject,
  { world, sample, number }: CompletionContext,
): JsonObject {
  const completed: Record<string, JsonValue> = { ...fields };
  let madeUp: JsonValue | undefined;
  for (const [name, schema] of item.properties) {
    if (completed[name] !== undefined || schema['writeOnly'] === true) continue;
    const value = schema['default'] ?? (isServerTime(schema) ? toTimestamp(world.clock.now()) : undefined);
    if (value !== undefined) completed[name] = value;
    else if (item.required.has(name)) {
      madeUp ??= (item.pointer === undefined ? undefined : sample(item.pointer, number)) ?? {};
      const part = isJsonObject(madeUp) ? madeUp[name] : undefined;
      if (part !== undefined) completed[name] = part;
    }
  }
  return completed;
}

/** A time that only the server sets. */
export function isServerTime(schema: JsonObject): boolean {
  return schema['readOnly'] === true && schema['format'] === 'date-time';
}
