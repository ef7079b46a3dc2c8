import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const THREAD = 'c54285a5-1581-4da4-a886-e26aaff796e6';
const MISSING = { message: 'The message field is required.', errors: { message: ['The message field is required.'] } };

let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator();
});
afterAll(() => simulator.close());

it.each(['', ' ', '\n\t'])('a required text of a form that is blank is missing, as in JSON: %j', async (message) => {
  const form = new FormData();
  form.set('message', message);
  form.set('attachments[]', new Blob(['The lamp.']), 'lamp.txt');
  for (const body of [form, JSON.stringify({ message })]) {
    const json = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const headers = { authorization: 'Bearer athena-demo-token', ...json };
    const init = { method: 'POST', headers, body };
    const response = await simulator.fetch(`http://localhost/api/v1/threads/${THREAD}/run`, init);
    expect([response.status, await response.json()]).toEqual([422, MISSING]);
  }
});
