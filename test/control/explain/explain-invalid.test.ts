import { describe, expect, it } from 'vitest';
import { readExplanation, useSimulator } from '../admin.ts';

const { call } = useSimulator();

/** Creates a workflow that is invalid, and returns the response and its explanation. */
async function create(body: unknown) {
  const rejected = await call('POST', '/api/v1/workflows', body);
  expect(rejected.status).toBe(422);
  const { summary, remedy } = await readExplanation(call, rejected);
  return { rejected, explained: { summary, remedy: remedy ?? '' } };
}

const WRONG = {
  name: 5,
  description: 1,
  visibility: 'all',
  status: 'on',
  is_enabled: 'maybe',
  nodes: 'x',
  edges: [1],
  variables: [],
  settings: 3,
  workspace_uuid: 'no',
  profile_photo_url: 'no url',
  profile_photo_config: 4,
};

describe('the explanation of several invalid fields', () => {
  it('names all of them with their rules', async () => {
    const { explained } = await create(WRONG);
    expect(explained.summary).toMatch(/^422: The body has 12 invalid fields\. name: The name field must be a string\./);
    const named = explained.remedy.replace(/ \([^)]*\)/g, '').slice('Correct the fields '.length, -1);
    expect(named.split(/, | and /).toSorted()).toEqual(
      Object.keys(WRONG)
        .map((field) => (field === 'edges' ? 'edges.0' : field))
        .toSorted(),
    );
    expect(explained.summary.match(/The rule is /g)).toHaveLength(12);
    expect(explained.summary).toContain('/properties/workspace_uuid/format, which is "uuid"');
  });

  it('names the values that are allowed', async () => {
    const { explained, rejected } = await create({ name: 'Chosen', visibility: 'privat', status: 'on' });
    expect(explained.remedy).toMatch(/^Correct the fields visibility \((?:\w+, )*\w+ or \w+\) and status \(.*\)\.$/);
    expect(explained.remedy).toContain('private');
    expect(JSON.stringify(rejected.body)).not.toContain('private');
  });

  it('says which fields to add, apart from those to correct', async () => {
    const { explained } = await create({ description: 1 });
    expect(explained.remedy).toBe('Add the field name, and correct the field description.');
  });

  it('says how many more there are than it names', async () => {
    const { explained } = await create({ name: 'Long', nodes: Array.from({ length: 23 }, () => 1) });
    expect(explained.remedy).toMatch(
      /^Correct the fields nodes\.0 \(an object\), .*nodes\.19 \(an object\) and 3 more\.$/,
    );
    expect(explained.summary).toMatch(/^422: The body has 23 invalid fields\..* And 3 more\.$/);
  });

  it('says that an object is expected where the API says an array, as Laravel does', async () => {
    const { rejected, explained } = await create({ name: 'Rows', settings: 3, nodes: 'x' });
    expect(rejected.body.errors.settings).toEqual(['The settings field must be an array.']);
    expect(explained.summary).toContain(
      'settings: The settings field must be an array. An object is expected, which Laravel calls an array.',
    );
    expect(explained.summary).toContain('nodes: The nodes field must be an array. The rule is');
    expect(explained.remedy).toBe('Correct the fields nodes and settings (an object).');
  });
});
