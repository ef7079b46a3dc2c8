import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { collectEvidence } from '../../src/playwright/collect-evidence.ts';
import { openServer } from '../../src/playwright/open-server.ts';
import { findServer, type ServerAddress } from '../../src/playwright/remote-control.ts';
import { forgetRemoteWorld, openRemoteWorld } from '../../src/playwright/remote-world.ts';

const AUTHORIZED = { authorization: 'Bearer athena-demo-token' };
const BREACHING = fileURLToPath(new URL('../vitest-project/breaching.yaml', import.meta.url));

let simulator: Simulator;
let server: ServerAddress;
beforeAll(async () => {
  simulator = await createSimulator({ adminToken: 'secret-of-tests' });
  server = await findServer({ url: `${(await simulator.listen()).url}/`, adminToken: 'secret-of-tests' });
});
afterAll(() => simulator.close());

async function readUser(headers: Readonly<Record<string, string>>): Promise<number> {
  return (await fetch(`${server.url}/api/v1/user`, { headers: { ...AUTHORIZED, ...headers } })).status;
}

describe('the sandbox of a test on a running server', () => {
  it('is selected by its headers and its address', async () => {
    const world = openRemoteWorld(server, 'selected');
    await readUser(world.headers);
    await readUser({ baggage: world.headers['baggage'] ?? '' });
    await fetch(`${world.baseUrl}/api/v1/user`, { headers: AUTHORIZED });
    expect(await world.count({ operationId: 'retrieveUser' })).toBe(3);
    await expect(world.verify({ operationId: 'retrieveUser', exactly: 4 })).rejects.toThrow(
      '3 requests were like that',
    );
  });

  it('has faults, and removes them with a reset', async () => {
    const world = openRemoteWorld(server, 'faulty');
    await world.fault({ operationId: 'retrieveUser', kind: 'status', status: 503 });
    expect(await readUser(world.headers)).toBe(503);
    await world.reset();
    expect(await readUser(world.headers)).toBe(200);
    await expect(world.fault({ kind: 'status', status: 5 })).rejects.toThrow('status');
  });

  it('decides what models answer', async () => {
    const world = openRemoteWorld(server, 'replying');
    await world.reply('It ships on Friday.');
    await world.reply({
      when: { text: 'refund' },
      toolCalls: [{ name: 'jira-create-ticket' }],
      reply: 'I opened a ticket.',
    });
    const run = async (message: string): Promise<string> => {
      const response = await fetch(`${server.url}/api/v1/agents/550e8400-e29b-41d4-a716-446655440000/run`, {
        method: 'POST',
        headers: { ...AUTHORIZED, ...world.headers, 'content-type': 'application/json' },
        body: JSON.stringify({ message }),
      });
      return response.text();
    };
    expect(await run('When?')).toContain('It ships on Friday.');
    expect(await run('A refund, please.')).toContain('I opened a ticket.');
  });

  it('returns to a snapshot, and has a clock and a state', async () => {
    const world = openRemoteWorld(server, 'moving');
    await world.snapshot('before');
    await world.clock.freeze(new Date('2030-01-01T09:00:00Z'));
    await world.clock.advance('PT1H');
    await world.clock.advance(1000);
    expect(await world.clock.now()).toEqual(new Date('2030-01-01T10:00:01Z'));
    await world.clock.resume();
    await world.restore('before');
    expect((await world.clock.now()).getUTCFullYear()).not.toBe(2030);
    expect((await world.state()).collections['agents']?.length).toBeGreaterThan(0);
    await expect(world.restore('missing')).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
  });

  it('is gone when it is forgotten', async () => {
    const world = openRemoteWorld(server, 'gone');
    await readUser(world.headers);
    await forgetRemoteWorld(server, 'gone');
    expect(await world.requests()).toEqual([]);
    await forgetRemoteWorld(server, 'gone');
  });
});

describe('the evidence of a failed test', () => {
  it('has its requests, and no file without content', async () => {
    const world = openRemoteWorld(server, 'failed');
    await readUser(world.headers);
    const evidence = await collectEvidence(server, world);
    const names = evidence.map(({ name }) => name);
    expect(names).toContain('requests.har');
    expect(names).not.toContain('violations.json');
    expect(names).not.toContain('error.txt');
    const har = JSON.parse(evidence.find(({ name }) => name === 'requests.har')?.body ?? '') as {
      log: { entries: { request: { url: string } }[] };
    };
    expect(har.log.entries.map(({ request }) => request.url)).toEqual([expect.stringContaining('/api/v1/user')]);
  });

  it('has the responses that broke the contract', async () => {
    const breaching = await createSimulator({ spec: BREACHING });
    const address = { url: (await breaching.listen()).url, adminToken: '' };
    const world = openRemoteWorld(address, 'w1');
    await fetch(`${world.baseUrl}/count`);
    const [violations] = (await collectEvidence(address, world)).filter(({ name }) => name === 'violations.json');
    expect(violations?.body).toContain('"breaches": [');
    expect((await world.violations()).breaches).toHaveLength(1);
    await breaching.close();
  });

  it('says why nothing could be collected', async () => {
    const address = { url: 'http://127.0.0.1:9', adminToken: '' };
    const evidence = await collectEvidence(address, openRemoteWorld(address, 'w1'));
    expect(evidence.length).toBeGreaterThan(0);
    for (const { name, body } of evidence)
      expect([name, body]).toEqual(['error.txt', expect.stringContaining('Failed to ask the simulator')]);
  });
});

describe('the server of a worker', () => {
  it('is started where no address is given', async () => {
    const opened = await openServer({
      url: undefined,
      adminToken: undefined,
      options: { seed: 7 },
      start: createSimulator,
    });
    expect((await fetch(`${opened.url}/__admin/health`)).status).toBe(200);
    await opened.close();
    await expect(fetch(`${opened.url}/__admin/health`)).rejects.toThrow('fetch failed');
  });

  it('is the one that runs, which goes on running', async () => {
    const opened = await openServer({
      url: server.url,
      adminToken: 'secret-of-tests',
      options: {},
      start: () => Promise.reject(new Error('not needed')),
    });
    await opened.close();
    expect(await openRemoteWorld(opened, 'w1').faults()).toEqual([]);
  });

  it.each([
    ['localhost:4010', 'is not an HTTP address'],
    ['http://127.0.0.1:9', 'Failed to reach the simulator at http://127.0.0.1:9'],
  ])('is not found at %s', async (url, message) => {
    await expect(findServer({ url, adminToken: '' })).rejects.toThrow(message);
  });

  it('is not a server of another kind', async () => {
    const other = createServer((_request, response) => response.end('<html>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    await expect(findServer({ url, adminToken: '' })).rejects.toThrow('Give the address of a simulator.');
    other.close();
  });
});
