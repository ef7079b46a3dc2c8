import { execFile } from 'node:child_process';
import dgram from 'node:dgram';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { takeOutgoing } from './outgoing-log.ts';

it('a connection to another machine is refused, and counted', async () => {
  const failure = await new Promise<Error>((resolve) => connect(8009, '192.0.2.1').on('error', resolve));
  expect(failure.message).toBe('The test refuses a connection to 192.0.2.1:8009.');
  await expect(fetch('http://192.0.2.1:8009/')).rejects.toThrow('fetch failed');
  expect(takeOutgoing()).toEqual(['connect 192.0.2.1:8009', 'connect 192.0.2.1:8009']);
});

it('a lookup of a name is refused, and counted', async () => {
  await expect(fetch('http://telemetry.example.test/')).rejects.toThrow('fetch failed');
  expect(takeOutgoing()).toEqual(['lookup telemetry.example.test']);
});

it('a datagram is refused, and counted', () => {
  const socket = dgram.createSocket('udp4');
  onTestFinished(() => void socket.close());
  expect(() => socket.send('ping', 9, '192.0.2.1')).toThrow('The test refuses a datagram to 192.0.2.1.');
  expect(takeOutgoing()).toEqual(['send 192.0.2.1']);
});

it('a process that a test starts is refused the same, and counted', async () => {
  const script = `
    await fetch('http://192.0.2.1:8009/').catch(() => {});
    await (await import('node:dns/promises')).lookup('telemetry.example.test').catch(() => {});
    new (await import('node:worker_threads')).Worker("fetch('http://192.0.2.1:8010/').catch(() => {})", { eval: true });
  `;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  const attempts = ['connect 192.0.2.1:8009', 'lookup telemetry.example.test', 'connect 192.0.2.1:8010'];
  expect(takeOutgoing()).toEqual(attempts);
});

it('a connection to this machine is none of them', async () => {
  const server = createServer((_request, response) => response.end('ok'));
  await new Promise<void>((resolve) => void server.listen(0, 'localhost', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  expect(await (await fetch(`http://localhost:${port}`)).text()).toBe('ok');
  expect(takeOutgoing()).toEqual([]);
});
