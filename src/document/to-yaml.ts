import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { JsonObject } from '../kernel/json/json.ts';

/** Formats a document as YAML 1.1 and 1.2 alike: without anchors, and with words such as `yes` in quotes. */
export function toYaml(document: JsonObject): string {
  // Loaded on first use: most processes never write YAML.
  const { stringify } = require('yaml') as typeof Yaml;
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 0, compat: 'yaml-1.1' });
}

const require = createRequire(import.meta.url);
