import type { Resource } from '../../contract/model/resource.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';
import type { Viewpoint } from '../representation/access.ts';
import { compileField, type FieldDeps } from '../representation/read-field.ts';

/** Whether a record matches what `search=` asks for; everything does where nothing is asked. */
export type SearchRecords = (record: StoredRecord, wanted: JsonValue | undefined, viewpoint: Viewpoint) => boolean;

/**
 * Looks for a text, whatever its case, in the fields that the resource declares. No pattern: a text costs the same
 * whatever it holds.
 */
export function compileSearch(resource: Resource, tools: FieldDeps): SearchRecords {
  const fields = resource.search.map((path) => compileField(path, resource, tools));
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
