import type { CollectionUse } from '../../contract/model/collection.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { SampleSchema } from '../rule/behaviour.ts';

/** Puts an item, or a page of items, into the body that the operation declares. */
export type WrapInLayout = (content: JsonValue, info?: PageInfo) => Extract<Outcome, { kind: 'success' | 'example' }>;

/** What an envelope may state about a list. */
export interface PageInfo {
  readonly total: number;
}

/**
 * Compiles the body of an operation's success. If it declares a body that does not contain the items, the response is
 * its example.
 */
export function compileWrapInLayout({ layout }: CollectionUse, sample: SampleSchema): WrapInLayout {
  if (layout.kind === 'nothing') return () => ({ kind: 'success' });
  if (layout.kind === 'bare') return (content) => ({ kind: 'success', body: content });
  if (layout.kind === 'other') return () => ({ kind: 'example' });
  let rest: JsonObject | undefined;
  return (content, info) => {
    rest ??= toObject(sample(layout.pointer, 0));
    const counted = Object.entries(rest).map(
      ([name, value]) => [name, isTotal(name, value) && info ? info.total : value] as const,
    );
    return { kind: 'success', body: { ...Object.fromEntries(counted), [layout.property]: content } };
  };
}

function toObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function isTotal(name: string, value: JsonValue): boolean {
  return typeof value === 'number' && /^(?:total|count|size)|(?:total|count|results|items|elements)$/i.test(name);
}
