import { describe, expect, it } from 'vitest';
import { parseJsonPath, selectByPath } from '../../src/kernel/json-path.ts';

const BODY = { name: 'a', provider: { name: 'OpenAI', '*': 'star' }, tags: [{ name: 'x' }, { name: 'y' }], 'odd name': 1 };

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

  it.each(['name', '', '$name', '$.', '$[', '$.a b', '$[?(@.x)]', '$.a[-1]', '$[1:2]'])('is not %j', (text) => {
    expect(parseJsonPath(text)).toBeUndefined();
  });
});
