import type { Resource } from '../../contract/model/resource.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import type { Viewpoint } from '../representation/access.ts';
import { compileField, type FieldDeps } from '../representation/read-field.ts';

/** Returns whether a record matches the value of `search=`. Without one, every record does. */
export type MatchesSearch = (record: StoredRecord, wanted: JsonValue | undefined, viewpoint: Viewpoint) => boolean;

/**
 * Compiles a case-insensitive search in the fields that the resource declares. The text is matched literally, not as
 * a regular expression, so no input can make it slow.
 */
export function compileSearch(resource: Resource, deps: FieldDeps): MatchesSearch {
  const fields = resource.search.map((path) => compileField(path, resource, deps));
  return (record, wanted, viewpoint) => {
    if (typeof wanted !== 'string' || wanted === '') return true;
    const text = wanted.toLowerCase();
    return fields.some((read) => containsText(read(record, viewpoint), text));
  };
}

function containsText(value: JsonValue | undefined, text: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(text);
  if (typeof value === 'number') return String(value) === text;
  return Array.isArray(value) && value.some((item: JsonValue) => containsText(item, text));
}
