import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { toGraph } from '../athena/workflow/client.ts';

const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const REPLIES = `
title: The lamp
description: Two answers are decided.
replies:
  - { name: The lamp, when: { text: lamp }, reply: 'Noted: {{text}}', delay: 0 }
  - { when: { text: overload }, error: { status: 503, message: Too many lamps. } }
`;
let folder: string;
let simulator: Simulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replies-'));
  await writeFile(join(folder, 'lamp.yaml'), REPLIES);
  await writeFile(join(folder, 'other.yaml'), 'title: Other\ndescription: Nothing is decided.\n');
  await writeFile(join(folder, 'script.yml.txt'), 'rules: [{ reply: From the script. }]');
  simulator = await createSimulator({ seed: 7, scenarios: folder });
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

type Where = { readonly simulator: Simulator; readonly sandbox?: string | undefined };

function send(
  { simulator: { app }, sandbox }: Where,
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
  body?: object,
): request.Test {
  const agent = request(app);
  const headers = {
    authorization: 'Bearer athena-demo-token',
    ...(sandbox === undefined ? {} : { 'x-athena-sandbox': sandbox }),
  };
  const sent = agent[method](path).set(headers);
  return body === undefined ? sent : sent.send(body);
}

async function ask(where: Where, message: string): Promise<{ readonly status: number; readonly said: unknown }> {
  const { status, body } = await send(where, 'post', `/api/v1/agents/${AGENT}/run`, { message });
  return { status, said: body.data?.content ?? body.message };
}

const activate = async (where: Where, name: string): Promise<void> =>
  void (await send(where, 'post', `/__admin/scenarios/${name}/activate`).expect(200));
const reset = async (where: Where): Promise<void> =>
  void (await send(where, 'post', '/__admin/reset').expect((res) => res.status < 300));
const DECIDED = { status: 200, said: 'Noted: The lamp is bent' };
const askLamp = (where: Where): ReturnType<typeof ask> => ask(where, 'The lamp is bent');

describe('the replies of a scenario', () => {
  it.each([undefined, 'replies'])('answer from its activation to the reset (sandbox %s)', async (sandbox) => {
    const where = { simulator, sandbox };
    const before = await askLamp(where);
    expect(before.status).toBe(200);
    expect(before).not.toEqual(DECIDED);
    await activate(where, 'lamp');
    expect(await askLamp(where)).toEqual(DECIDED);
    expect(await ask(where, 'An overload')).toEqual({ status: 503, said: 'Too many lamps.' });
    expect((await ask(where, 'Hello')).status).toBe(200);
    await reset(where);
    expect(await askLamp(where)).toEqual(before);
  });

  it('apply to one world only', async () => {
    await activate({ simulator, sandbox: 'one' }, 'lamp');
    expect(await askLamp({ simulator, sandbox: 'two' })).not.toEqual(DECIDED);
    expect(await askLamp({ simulator })).not.toEqual(DECIDED);
    expect(await askLamp({ simulator, sandbox: 'one' })).toEqual(DECIDED);
  });

  it('end when another scenario is activated', async () => {
    const where = { simulator, sandbox: 'another' };
    await activate(where, 'lamp');
    await activate(where, 'other');
    expect(await askLamp(where)).not.toEqual(DECIDED);
  });

  it('are restored with a snapshot', async () => {
    const where = { simulator, sandbox: 'snapshot' };
    await activate(where, 'lamp');
    await send(where, 'post', '/__admin/snapshots', { name: 'lamp' }).expect(201);
    await reset(where);
    expect(await askLamp(where)).not.toEqual(DECIDED);
    await send(where, 'post', '/__admin/snapshots/lamp/restore').expect((res) => res.status < 300);
    expect(await askLamp(where)).toEqual(DECIDED);
  });

  it('survive a restart', async () => {
    const data = await mkdtemp(join(tmpdir(), 'replies-data-'));
    const first = await createSimulator({ data, scenarios: folder });
    await activate({ simulator: first }, 'lamp');
    await first.close();
    const second = await createSimulator({ data, scenarios: folder });
    expect(await askLamp({ simulator: second })).toEqual(DECIDED);
    await second.close();
    await rm(data, { recursive: true });
  });

  it('apply before a script, which handles the rest', async () => {
    const scripted = await createSimulator({ seed: 7, scenarios: folder, script: join(folder, 'script.yml.txt') });
    const where = { simulator: scripted };
    expect((await askLamp(where)).said).toBe('From the script.');
    await activate(where, 'lamp');
    expect(await askLamp(where)).toEqual(DECIDED);
    expect((await ask(where, 'Hello')).said).toBe('From the script.');
    await scripted.close();
  });

  it('are records of the state; an invalid rule is rejected', async () => {
    const where = { simulator, sandbox: 'state' };
    await activate(where, 'lamp');
    const { body } = await send(where, 'get', '/__admin/state/scripted_replies').expect(200);
    expect(JSON.stringify(body)).toContain('"Noted: {{text}}"');
    await send(where, 'put', '/__admin/state/scripted_replies/1', { id: 1, reply: 'By hand.' }).expect(200);
    expect((await askLamp(where)).said).toBe('By hand.');
    const refused = await send(where, 'put', '/__admin/state/scripted_replies/1', { id: 1, repley: 'x' }).expect(422);
    expect(JSON.stringify(refused.body)).toContain('Did you mean reply?');
    expect((await askLamp(where)).said).toBe('By hand.');
  });

  it.each([
    [
      'replies: [{ when: { agnt: x }, reply: y }]',
      '#/replies/0/when/agnt: "agnt" is not a known property here. Did you mean agent?',
    ],
    ['replies: [{ error: { status: 418 } }]', '#/replies/0/error/status: 418 is not a status that a model fails with.'],
    ['replies: { reply: x }', '#/replies: The replies are not a list of rules. Write each rule with a dash'],
    ['replies: [{ id: 4, reply: x }]', '#/replies/0/id'],
  ])('are checked at the start: %s', async (text, message) => {
    const wrong = await mkdtemp(join(tmpdir(), 'replies-'));
    await writeFile(join(wrong, 'wrong.yaml'), `title: x\ndescription: y\n${text}\n`);
    await expect(createSimulator({ scenarios: wrong })).rejects.toThrow(`wrong.yaml${message}`);
    await rm(wrong, { recursive: true });
  });

  it('are rejected for a contract without a platform', async () => {
    const spec = join(folder, 'api.json');
    await writeFile(spec, JSON.stringify({ openapi: '3.1.0', info: { title: 'Bare', version: '1' }, paths: {} }));
    await expect(createSimulator({ spec, scenarios: folder })).rejects.toThrow(
      'no platform rules that could use replies',
    );
  });
});

describe('the provider outage', () => {
  it.each([undefined, 'outage'])(
    'fails every answer, keeps what was said and stops workflows at their models (sandbox %s)',
    async (sandbox) => {
      const packaged = await createSimulator({ seed: 7 });
      const where = { simulator: packaged, sandbox };
      expect((await ask(where, 'Hello')).status).toBe(200);
      await activate(where, 'provider-outage');
      const messages = async (): Promise<number> =>
        (await send(where, 'get', '/api/v1/messages')).body.meta.total as number;
      const kept = await messages();
      expect(await ask(where, 'Hello')).toEqual({ status: 503, said: 'The model provider is unavailable.' });
      expect(await messages()).toBe(kept + 1);
      const execution = await triggerWorkflow(where);
      expect(execution).toMatchObject({ status: 'error' });
      expect(JSON.stringify(execution)).toContain('The model provider is unavailable.');
      await reset(where);
      expect((await ask(where, 'Hello')).status).toBe(200);
      await packaged.close();
    },
  );
});

/** How an execution of one agent's step ends. */
async function triggerWorkflow(where: Where): Promise<unknown> {
  const graph = toGraph(
    [
      { id: 'start', type: 'trigger.webhook' },
      { id: 'ask', type: 'agent.run', data: { agent_uuid: AGENT, parameters: { message: 'Hello' } } },
    ],
    ['start > ask'],
  );
  const made = await send(where, 'post', '/api/v1/workflows', { name: 'One step', status: 'active', ...graph }).expect(
    201,
  );
  const started = await send(where, 'post', `/api/v1/workflows/${made.body.data.uuid}/webhook`, {}).expect(201);
  return (
    await send(where, 'get', `/api/v1/workflow-executions/${started.body.data.uuid}?with=workflowExecutionData`).expect(
      200,
    )
  ).body.data;
}
