import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseCase, type ConformanceCase } from './parse-case.ts';

/** A case with its name, `<category>/<file>`. */
export interface NamedCase extends ConformanceCase {
  readonly name: string;
  readonly category: string;
}

/** Reads all cases below `cases/`, sorted by name. Throws when one does not follow the format. */
export function readCases(): readonly NamedCase[] {
  const names = readdirSync(CASES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt'));
  return names.toSorted().map((file) => {
    const name = file.replace(/\.txt$/, '');
    try {
      return { ...parseCase(readFileSync(`${CASES}${file}`, 'utf8')), name, category: name.split('/')[0] ?? '' };
    } catch (error) {
      throw new Error(`Failed to read the case ${name}: ${String(error)}`, { cause: error });
    }
  });
}

const CASES = fileURLToPath(new URL('cases/', import.meta.url));
