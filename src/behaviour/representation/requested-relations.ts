import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';

/** Reads the relations of a query's `with` and `with_count`. Converts their camelCase to snake_case. */
export function readRequestedRelations(query: JsonObject): {
  readonly relations: ReadonlySet<string>;
  readonly counts: ReadonlySet<string>;
} {
  return { relations: toNames(query['with']), counts: toNames(query['with_count']) };
}

function toNames(value: JsonValue | undefined): ReadonlySet<string> {
  if (value === undefined) return NONE;
  const names = Array.isArray(value) ? value.map(String) : String(value).split(',');
  return new Set(names.map(toSnakeCase));
}

function toSnakeCase(name: string): string {
  return name.trim().replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const NONE: ReadonlySet<string> = new Set();
