import { expect, test } from 'vitest';
import { loadContract } from '../../../src/assembly/load/load-contract.ts';
import { JsonText } from '../../../src/kernel/json/json-text.ts';
import { createResponseChecker } from '../../../src/pipeline/response/check.ts';
import { openRecordedSimulator } from '../../support/recorded-simulator.ts';

const PATH = '/accounts?per_page=3';

/** Returns helpers that build a page of accounts from its elements and the rest of the body, valid or not. */
async function makePages() {
  const { contract } = await loadContract(undefined);
  const operation = contract.operations.find(({ id }) => id === 'listAccounts');
  const text = await (await (await openRecordedSimulator()).send('GET', PATH)).text();
  const { data, ...rest } = JSON.parse(text) as { data: object[] };
  if (operation === undefined) throw new Error('The contract has no listAccounts.');
  const toText = (elements: readonly object[], around: object): JsonText =>
    new JsonText(JSON.stringify({ data: elements, ...around }), {
      parts: {
        elements: elements.map((element) => new JsonText(JSON.stringify(element))),
        start: '{"data":[',
        end: JSON.stringify({ data: [], ...around }).slice('{"data":['.length),
      },
    });
  const find = (shown: JsonText) =>
    createResponseChecker().find(operation, {
      status: 200,
      headers: {},
      body: undefined,
      text: shown,
      isExample: false,
    });
  return { data, rest, toText, find };
}

test('a list that is checked by its parts has the same violations as the complete text', async () => {
  const { data, rest, toText, find } = await makePages();
  const [first = {}, ...others] = data;
  const cases: readonly [readonly object[], object][] = [
    [data, rest],
    [[], rest],
    [[...others, { ...first, uuid: 'none' }], rest],
    [[{ ...first, workspace: 1 }, ...others], rest],
    [data, { ...rest, meta: {} }],
    [data, {}],
    [[{}], { ...rest, links: 1 }],
  ];
  for (const [elements, around] of cases) {
    const split = toText(elements, around);
    const found = find(split);
    expect(found).toEqual(find(new JsonText(split.text)));
    expect(find(split)).toEqual(found);
  }
  expect(cases.map(([elements, around]) => find(toText(elements, around)).length > 0)).toEqual([
    false,
    false,
    true,
    true,
    true,
    true,
    true,
  ]);
});
