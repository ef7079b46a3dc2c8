import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { JsonObject } from '../kernel/json/json.ts';

/**
 * A document as YAML, every value written out: readers differ in what they make of anchors, and of words such as `yes`.
 */
export function toYaml(document: JsonObject): string {
  // Nobody waits for it who does not ask for YAML.
  const { stringify } = require('yaml') as typeof Yaml;
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 0, compat: 'yaml-1.1' });
}

const require = createRequire(import.meta.url);
