import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCases } from './read-cases.ts';
import { runCase } from './run-case.ts';

const PAGE = fileURLToPath(new URL('../../docs/conformance.md', import.meta.url));
const page = readFileSync(PAGE, 'utf8');
/** The rows `| category/case | reason |` of docs/conformance.md. */
const knownFailures = new Set([...page.matchAll(/^\| `([^`]+\/[^`]+)` \|/gm)].map(([, name = '']) => name));
const cases = readCases();

describe('the conformance suite', () => {
  it.each(cases.map((test) => [test.name, test.title, test] as const))('%s: %s', async (name, _title, test) => {
    const failures = await runCase(test);
    if (!knownFailures.has(name)) expect(failures).toEqual([]);
    else
      expect(failures, 'The case passes now: remove it from the known failures in docs/conformance.md.').not.toEqual(
        [],
      );
  });

  it('has the results that docs/conformance.md lists', () => {
    const names = new Set(cases.map(({ name }) => name));
    expect([...knownFailures].filter((name) => !names.has(name))).toEqual([]);
    expect(page).toContain(`**${cases.length - knownFailures.size} of ${cases.length} cases pass**`);
    const categories = new Set(cases.map(({ category }) => category));
    for (const category of categories) {
      const count = cases.filter((test) => test.category === category).length;
      const failing = [...knownFailures].filter((name) => name.startsWith(`${category}/`)).length;
      expect(page).toContain(`| ${category} | ${count} | ${failing} |`);
    }
  });
});
