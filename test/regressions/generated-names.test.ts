import { expect, it } from 'vitest';
import { createSimulator } from '../../src/index.ts';
import { cutToTokens } from '../../src/athena/responder/model/count-tokens.ts';
import { toSnippet, toTitle } from '../../src/athena/responder/model/words.ts';
import { measureProcessorTime } from '../support/processor-time.ts';

// Regression: a generated name of 256 characters was stored. From then on, also after a restart, every list of
// workflows failed with 500 and every edit of the state with 422.
it.each(['workflows', 'agents'])('a generated name is valid for any prompt: POST /%s/generate', async (path) => {
  const simulator = await createSimulator();
  const call = (method: string, route: string, body?: unknown): Promise<Response> =>
    simulator.fetch(`http://localhost${route}`, {
      method,
      headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const made = await call('POST', `/api/v1/${path}/generate`, { prompt: 'A'.repeat(300) });
  expect(made.status).toBe(201);
  const { data } = (await made.json()) as { data: { name: string } };
  expect(data.name.length).toBeLessThanOrEqual(255);
  expect((await call('GET', `/api/v1/${path}`)).status).toBe(200);
  expect((await call('PATCH', '/__admin/state/users/123', { name: 'Jo' })).status).toBe(200);
  await simulator.close();
});

it.each(['A'.repeat(300), `${'A'.repeat(10)} `.repeat(30), '𝒜'.repeat(200)])(
  'a snippet stays within its limit, ellipsis included: %s',
  (text) => {
    for (const limit of [2, 10, 11, 255]) {
      expect(toSnippet(text, limit).length).toBeLessThanOrEqual(limit);
      expect(toTitle(text, limit).length).toBeLessThanOrEqual(limit);
      expect(toSnippet(text, limit)).not.toMatch(/\p{Cs}/u);
    }
  },
);

it('a text of spaces is cut to tokens in linear time', async () => {
  const time = await measureProcessorTime(() => {
    expect(cutToTokens(`a${' '.repeat(60_000)}${'d'.repeat(8000)}`, 15_001)).toBe('a');
    expect(cutToTokens(`${' '.repeat(60_000)}b c`, 10)).toBe(' '.repeat(40));
    expect(cutToTokens('one two three', 2)).toBe('one two');
  });
  // A quadratic algorithm takes seconds.
  expect(time).toBeLessThan(5000);
});
