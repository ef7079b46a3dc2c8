import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Collection, Layout } from '../model/collection.ts';
import type { OperationUse } from './infer-collections.ts';
import { isJsonMediaType } from '../schema/media-type-name.ts';

/** Returns the items of a collection in the document's examples: those of the list, otherwise that of a single item. */
export function findExampleItems(
  uses: readonly OperationUse[],
  { key }: Pick<Collection, 'key'>,
): readonly JsonObject[] {
  for (const behaviour of ['list', 'retrieve'] as const) {
    const found = uses.find((use) => use.behaviour === behaviour);
    const example = found?.operation.success.mediaTypes.find(
      ({ name, hasExample }) => hasExample && isJsonMediaType(name),
    )?.example;
    const items = found === undefined || example === undefined ? [] : takeItems(example, found.use.layout);
    const keyed = items.filter((item) => typeof item[key] === 'string' || typeof item[key] === 'number');
    if (keyed.length > 0) return uniqueBy(keyed, key);
  }
  return [];
}

function takeItems(example: JsonValue, layout: Layout): readonly JsonObject[] {
  const content = layout.kind === 'wrapped' && isJsonObject(example) ? example[layout.property] : example;
  const list: readonly unknown[] = Array.isArray(content) ? content : [content];
  return list.filter(isJsonObject);
}

function uniqueBy(items: readonly JsonObject[], key: string): readonly JsonObject[] {
  return [...new Map(items.map((item) => [String(item[key]), item])).values()];
}
