import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/kernel/json/json.ts';
import { parseJsonPath, selectByPath } from '../../../src/kernel/json-path/json-path.ts';
import { measureProcessorTime } from '../../support/processor-time.ts';

const BODY = {
  name: 'a',
  provider: { name: 'OpenAI', '*': 'star' },
  tags: [{ name: 'x' }, { name: 'y' }],
  'odd name': 1,
};

describe('a JSON path', () => {
  it.each([
    ['$', [BODY]],
    ['$.name', ['a']],
    ['$.provider.name', ['OpenAI']],
    ["$['odd name']", [1]],
    ['$.tags[1].name', ['y']],
    ['$.tags[*].name', ['x', 'y']],
    ['$.tags.*.name', ['x', 'y']],
    ['$..name', ['a', 'OpenAI', 'x', 'y']],
    ["$.provider['*']", ['star']],
    ['$..[0].name', ['x']],
    ['$.missing.name', []],
    ['$.constructor', []],
    ['$.name.length', []],
  ])('%s leads to %j', (path, found) => {
    expect(selectByPath(BODY, parseJsonPath(path) ?? [])).toEqual(found);
  });

  it('selects a value once, however many paths lead to it', () => {
    expect(selectByPath({ a: { b: { c: 1 } } }, parseJsonPath('$..*..*') ?? [])).toEqual([{ c: 1 }, 1]);
  });

  it.each(['$..*..*', '$..*..*..*', `$${'..*'.repeat(160)}`])(
    '%s takes little time, or is rejected by its budget',
    async (path) => {
      const deep = JSON.parse(`${'['.repeat(400)}${'1,'.repeat(200_000)}1${']'.repeat(400)}`) as JsonValue;
      const time = await measureProcessorTime(() => {
        try {
          expect(selectByPath(deep, parseJsonPath(path) ?? []).length).toBeLessThanOrEqual(10_000);
        } catch (error) {
          expect(error).toMatchObject({ code: 'FILTER_TOO_COSTLY', message: expect.stringContaining('500,000') });
        }
      });
      expect(time).toBeLessThan(5000);
    },
  );

  it('is searched in values of any depth', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as JsonValue;
    expect(selectByPath(deep, parseJsonPath('$..[0]') ?? [])).toHaveLength(10_000);
  });

  it.each(['name', '', '$name', '$.', '$[', '$.a b', '$[?(@.x)]', '$.a[-1]', '$[1:2]'])('is not %j', (text) => {
    expect(parseJsonPath(text)).toBeUndefined();
  });
});
