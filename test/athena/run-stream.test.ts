import { afterEach, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { createSimulator } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { listenToRun as listen } from '../support/run-events.ts';

// What happens while time passes is in test/flows/run-stream.test.ts.
const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const EMAIL_WRITER = '768df426-3a12-4d7e-80c3-2ff2cc63d8d1';
const HEADERS = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
const { contract } = await loadContract(undefined);

let close = async (): Promise<void> => {};
afterEach(() => close());

/** Starts a server whose runs take no time, and returns the URL of its operations. */
async function start(): Promise<string> {
  const simulator = await createSimulator({ seed: null, speed: 'instant' });
  close = simulator.close;
  return `${(await simulator.listen()).url.replace(/\/$/, '')}/api/v1`;
}

describe('a streamed run', () => {
  it('has events that are valid under the contract', async () => {
    const url = await start();
    const runs = [
      ...(await listen(`${url}/agents/${AGENT}/run`, HEADERS, { message: 'How many orders are late? Open a ticket.' })),
      ...(await listen(`${url}/prompts/${EMAIL_WRITER}/run`, HEADERS, { variables: { email: 'Where is my parcel?' } })),
      ...(await listen(`${url}/threads/095be615-a8ad-4c33-8e9c-c7612fbf6c9f/run`, HEADERS, { message: 'Thank you' })),
    ];
    const schemas: Record<string, string> = {
      'run.started': 'RunStartedEvent',
      'run.delta': 'RunDeltaEvent',
      'run.tool_call': 'RunToolCallEvent',
    };
    for (const { name, data } of runs) {
      const isPrompt = name === 'run.completed' && 'prompt_uuid' in (data['data'] as JsonObject);
      const schema = schemas[name] ?? (isPrompt ? 'PromptRunResponse' : 'AgentRunResponse');
      expect(contract.validatorAt(`/components/schemas/${schema}`)(data), name).toEqual([]);
    }
    expect(runs.filter(({ name }) => name === 'run.completed')).toHaveLength(3);
  });

  it('can be requested in the body as well, and errors are sent as JSON', async () => {
    const url = await start();
    const post = (body: JsonObject, accept = '*/*') =>
      fetch(`${url}/agents/${AGENT}/run`, {
        method: 'POST',
        headers: { ...HEADERS, accept },
        body: JSON.stringify(body),
      });
    const streamed = await post({ message: 'Hello', stream: true });
    expect(streamed.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(await streamed.text()).toContain('event: run.completed');
    expect((await post({ message: 'Hello' })).headers.get('content-type')).toMatch(/^application\/json/);
    const refused = await post({ message: '' }, 'text/event-stream');
    expect([refused.status, await refused.json()]).toEqual([
      422,
      expect.objectContaining({ message: 'The message field is required.' }),
    ]);
  });

  it('reaches a client without a server, with identical bytes for the same seed', async () => {
    const texts = await Promise.all(
      [1, 2].map(async () => {
        const simulator = await createSimulator({ seed: '7' });
        const response = await simulator.fetch(`http://localhost/api/v1/agents/${AGENT}/run`, {
          method: 'POST',
          headers: { ...HEADERS, accept: 'text/event-stream' },
          body: JSON.stringify({ message: 'Hello' }),
        });
        const text = await response.text();
        await simulator.close();
        return text;
      }),
    );
    expect(texts[0]).toContain('run.completed');
    expect(texts[0]).toBe(texts[1]);
  });
});
