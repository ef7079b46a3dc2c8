import { stringify } from 'yaml';
import type { JsonObject } from '../kernel/json.ts';

/** A document as YAML, every value written out: readers differ in what they make of anchors, and of words such as `yes`. */
export function toYaml(document: JsonObject): string {
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 0, compat: 'yaml-1.1' });
}
