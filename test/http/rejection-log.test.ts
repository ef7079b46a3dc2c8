import { connect } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createRejectionLog } from '../../src/http/rejection-log.ts';
import { listen } from '../../src/http/server/listen.ts';
import { createSimulator } from '../../src/simulator.ts';
import { createFakeApp, createPendingApp, type LogLine } from './fake-app.ts';

function createLog(): { readonly lines: LogLine[]; readonly logger: Parameters<typeof createRejectionLog>[0] } {
  const lines: LogLine[] = [];
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (fields: object, message: string): void =>
      void lines.push({ level, fields: { ...fields }, message });
  return { lines, logger: { info: write('info'), warn: write('warn'), error: write('error') } };
}

/** Sends a text, and waits until the server closes the connection. */
function send(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
  });
}

test.each([
  [
    'GET /pets?token=hush HTTP/1.1\r\n\r\n',
    { method: 'GET', path: '/pets?token=[redacted]', code: 'MALFORMED_REQUEST' },
  ],
  ['CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n', { method: 'CONNECT', status: 405, code: 'METHOD_NOT_ALLOWED' }],
  [`GET / HTTP/1.1\r\na: ${'x'.repeat(20_000)}\r\n\r\n`, { status: 431, code: 'HEADERS_TOO_LARGE' }],
  ['nothing of HTTP\r\n\r\n', { status: 400, code: 'MALFORMED_REQUEST' }],
  ['GET /pets HTTP/1.1\r\nHost: h\r\n', { status: 408, code: 'REQUEST_TIMEOUT' }],
])('%j is logged with its code, its reason and a remedy', async (text, fields) => {
  const { lines, logger } = createLog();
  const times = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 };
  const onReject = createRejectionLog(logger, () => []);
  const server = await listen(createFakeApp().app, { host: '127.0.0.1', port: 0, times, onReject });
  onTestFinished(() => server.close(0));
  const response = await send(server.port, text);
  const { message, remedy } = JSON.parse(response.slice(response.indexOf('{'))) as Record<string, string>;
  expect(lines).toMatchObject([{ level: 'info', fields: { ...fields, reason: message, remedy } }]);
});

test('a request beyond --max-in-flight is logged', async () => {
  const { lines, logger } = createLog();
  const { app, waiting, release } = createPendingApp();
  const onReject = createRejectionLog(logger, () => []);
  const server = await listen(app, { host: '127.0.0.1', port: 0, maxInFlight: 1, onReject });
  onTestFinished(() => server.close(0));
  const first = fetch(server.url, { method: 'POST' });
  await vi.waitFor(() => expect(waiting()).toBe(1), 10_000);
  const second = await fetch(server.url, { method: 'POST' });
  expect([second.status, await second.json()]).toMatchObject([
    503,
    { remedy: expect.stringContaining('--max-in-flight') as string },
  ]);
  expect(lines).toMatchObject([{ message: 'request', fields: { method: 'POST', path: '/', code: 'OVERLOADED' } }]);
  release();
  await first;
});

test('a simulator logs what its server rejects, without the secrets of the path', async () => {
  const { lines, logger } = createLog();
  const simulator = await createSimulator({ logger });
  onTestFinished(() => simulator.close());
  const { port } = await simulator.listen({ host: '127.0.0.1', port: 0 });
  await send(port, 'GET /api/v1/tokens/hush-1234 HTTP/1.1\r\n\r\n');
  const rejected = lines.find(({ fields }) => fields['code'] === 'MALFORMED_REQUEST');
  expect(rejected?.fields).toMatchObject({ method: 'GET', status: 400, remedy: expect.any(String) as string });
  expect(JSON.stringify(lines)).not.toContain('hush-1234');
});
