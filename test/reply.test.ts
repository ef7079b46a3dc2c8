import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type SandboxHandle, type Simulator } from '../src/index.ts';

const AGENT = '550e8400-e29b-41d4-a716-446655440000';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator({ seed: 7, noAdmin: true, adminToken: 'a-test-token' });
});
afterAll(() => simulator.close());

async function ask(world: Pick<SandboxHandle, 'fetch'>, message: string): Promise<unknown> {
  const response = await world.fetch(`http://127.0.0.1/api/v1/agents/${AGENT}/run`, {
    method: 'POST',
    headers: { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' },
    body: JSON.stringify({ message }),
  });
  const body = (await response.json()) as { readonly data?: { readonly content: string }; readonly message?: string };
  return body.data?.content ?? { status: response.status, message: body.message };
}

describe('reply()', () => {
  it('decides every answer in its own world alone', async () => {
    const sandbox = simulator.sandbox('text');
    await sandbox.reply('On Friday.');
    expect([await ask(sandbox, 'When?'), await ask(sandbox, 'Really?')]).toEqual(['On Friday.', 'On Friday.']);
    expect(await ask(simulator, 'When?')).not.toBe('On Friday.');
    expect(await ask(simulator.sandbox('other'), 'When?')).not.toBe('On Friday.');
  });

  it('takes the latest reply that matches', async () => {
    const sandbox = simulator.sandbox('latest');
    await sandbox.reply('The first.');
    await sandbox.reply({ when: { text: 'refund' }, reply: 'A refund: {{text}}' });
    await sandbox.reply('The last.');
    expect(await ask(sandbox, 'A refund, please')).toBe('The last.');
    await sandbox.reply({ when: { text: 'refund' }, error: { status: 503, message: 'Too many refunds.' } });
    expect(await ask(sandbox, 'A refund, please')).toEqual({ status: 503, message: 'Too many refunds.' });
    expect(await ask(sandbox, 'Hello')).toBe('The last.');
  });

  it('takes tool calls, whose arguments stay as they are written', async () => {
    const sandbox = simulator.sandbox('tools');
    const toolCalls = [{ name: 'create-ticket', arguments: { orderId: 1, tool_calls: 2 } }];
    await sandbox.reply({ toolCalls, reply: 'Done.' });
    expect(sandbox.state().collections['scripted_replies']).toEqual([{ id: 1, reply: 'Done.', tool_calls: toolCalls }]);
    expect(await ask(sandbox, 'Hello')).toBe('Done.');
  });

  it('lasts until a reset, and is part of a snapshot', async () => {
    const sandbox = simulator.sandbox('snapshots');
    await sandbox.reply('Mine.');
    const name = await sandbox.snapshot();
    await sandbox.reset();
    expect(await ask(sandbox, 'Hello')).not.toBe('Mine.');
    await sandbox.restore(name);
    expect(await ask(sandbox, 'Hello')).toBe('Mine.');
  });

  it.each([
    ['nothing', {}, 'reply: The rule has no effect. Give it a reply, toolCalls, a delay or an error.'],
    ['an empty text', '', '/reply: This is not a string.'],
    ['a tool call without a name', { toolCalls: [{ name: '' }] }, '/toolCalls/0/name: A tool call needs a name.'],
  ])('rejects %s', async (_name, reply, message) => {
    const adding = simulator.sandbox('invalid').reply(reply);
    await expect(adding).rejects.toMatchObject({ code: 'VALIDATION_FAILED', problem: { status: 422 } });
    await expect(adding).rejects.toThrow(message);
    expect(simulator.sandbox('invalid').state().collections['scripted_replies']).toEqual([]);
  });

  it('is rejected where the contract has no models', async () => {
    const spec = fileURLToPath(new URL('vitest-project/breaching.yaml', import.meta.url));
    const other = await createSimulator({ spec });
    await expect(other.reply('Hello')).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await other.close();
  });
});

describe('scenario()', () => {
  it('resets the world and activates the scenario', async () => {
    const sandbox = simulator.sandbox('scenario');
    await sandbox.reply('Mine.');
    await sandbox.scenario('provider-outage');
    expect(await ask(sandbox, 'Hello')).toMatchObject({ status: 503 });
    expect(JSON.stringify(sandbox.state().collections['scripted_replies'])).not.toContain('Mine.');
    expect(await ask(simulator, 'Hello')).toEqual(expect.any(String));
  });

  it('names the nearest scenario of one that does not exist', async () => {
    const playing = simulator.sandbox('typo').scenario('read-only-usr');
    await expect(playing).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
    await expect(playing).rejects.toThrow('Did you mean read-only-user?');
  });
});
