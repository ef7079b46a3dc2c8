import { Agent, get } from 'node:http';
import { connect, Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { listen, PortInUseError } from '../../../src/http/server/listen.ts';
import { createFakeApp, createPendingApp, parseRaw, sendRaw, withServer } from '../fake-app.ts';

describe('listening', () => {
  test('port 0 chooses a free port, and the URL can be called', async () => {
    const { app } = createFakeApp();
    await withServer(app, async ({ url, port }) => {
      expect(port).toBeGreaterThan(0);
      expect(url).toBe(`http://127.0.0.1:${port}`);
      expect((await fetch(`${url}/__admin/health`)).status).toBe(200);
    });
  });

  test.each([
    ['0.0.0.0', 'http://localhost:'],
    ['localhost', 'http://localhost:'],
  ])('on %s the address is %s', async (host, prefix) => {
    const server = await listen(createFakeApp().app, { host, port: 0 });
    expect(server.url).toBe(prefix + String(server.port));
    await server.close(0);
  });

  test('a port in use yields an error that names it', async () => {
    const { app } = createFakeApp();
    await withServer(app, async ({ port }) => {
      const error: unknown = await listen(app, { host: '127.0.0.1', port }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(PortInUseError);
      expect(error).toMatchObject({ name: 'PortInUseError', code: 'EADDRINUSE', host: '127.0.0.1', port });
      expect((error as Error).message).toContain(`port ${port} on 127.0.0.1 is in use`);
    });
  });

  describe('on localhost', () => {
    test('both loopback addresses respond on one port, as one server', async () => {
      const server = await listen(createFakeApp().app, { host: 'localhost', port: 0 });
      expect(server.url).toBe(`http://localhost:${server.port}`);
      for (const host of ['127.0.0.1', '[::1]', 'localhost'])
        expect((await fetch(`http://${host}:${server.port}/__admin/health`)).status, host).toBe(200);
      await server.close(0);
      for (const host of ['127.0.0.1', '[::1]'])
        await expect(fetch(`http://${host}:${server.port}/`)).rejects.toThrow('fetch failed');
    });

    test.each(['127.0.0.1', '::1'])(
      'a port that is in use on %s alone is an error that names it, and nothing is left listening',
      async (host) => {
        const { app } = createFakeApp();
        const taken = await listen(app, { host, port: 0 });
        const error: unknown = await listen(app, { host: 'localhost', port: taken.port }).catch(
          (reason: unknown) => reason,
        );
        expect(error).toMatchObject({ name: 'PortInUseError', code: 'EADDRINUSE', host, port: taken.port });
        await taken.close(0);
        const again = await listen(app, { host: 'localhost', port: taken.port });
        await again.close(0);
      },
    );

    test.each(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])(
      'a machine without IPv6 (%s) listens on the first alone',
      async (code) => {
        const real = Server.prototype.listen;
        const refused = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (
          this: Server,
          ...given: unknown[]
        ) {
          if (given[1] !== '::1') return Reflect.apply(real, this, given) as Server;
          queueMicrotask(() => this.emit('error', Object.assign(new Error(code), { code })));
          return this;
        });
        const server = await listen(createFakeApp().app, { host: 'localhost', port: 0 });
        refused.mockRestore();
        expect((await fetch(`http://127.0.0.1:${server.port}/__admin/health`)).status).toBe(200);
        await expect(fetch(`http://[::1]:${server.port}/`)).rejects.toThrow('fetch failed');
        await server.close(0);
      },
    );

    test('a port that is in use on the second address is replaced by another', async () => {
      const real = Server.prototype.listen;
      const tried: number[] = [];
      vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server, ...given: unknown[]) {
        if (given[1] !== '::1' || tried.push(Number(given[0])) > 1) return Reflect.apply(real, this, given) as Server;
        queueMicrotask(() => this.emit('error', Object.assign(new Error('taken'), { code: 'EADDRINUSE' })));
        return this;
      });
      const server = await listen(createFakeApp().app, { host: 'localhost', port: 0 });
      expect(tried).toHaveLength(2);
      expect(tried[1]).toBe(server.port);
      expect((await fetch(`http://[::1]:${server.port}/__admin/health`)).status).toBe(200);
      await server.close(0);
    });

    test.each(['127.0.0.1', '::1'])('a request in flight on %s is finished when the server closes', async (host) => {
      const held = createPendingApp();
      const server = await listen(held.app, { host: 'localhost', port: 0 });
      const socket = await open(server.port, 'GET /slow HTTP/1.1\r\nHost: h\r\n\r\n', host);
      await vi.waitFor(() => expect(held.waiting()).toBe(1));
      const closed = server.close(60_000);
      await expect(open(server.port, '', host)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
      held.release();
      const answer = parseRaw(await untilClosed(socket));
      expect([answer.status, answer.body]).toEqual([200, 'done']);
      await closed;
    });
  });

  test('another error of the system is rethrown', async () => {
    await expect(listen(createFakeApp().app, { host: '192.0.2.1', port: 0 })).rejects.toMatchObject({
      code: 'EADDRNOTAVAIL',
    });
  });
});

describe('malformed HTTP', () => {
  test.each([
    ['nonsense', 'NONSENSE\r\n\r\n', 400],
    ['a bad header', 'GET / HTTP/1.1\r\nHost: h\r\nbad header\r\n\r\n', 400],
    ['headers of more than 16 kB', `GET / HTTP/1.1\r\nHost: h\r\nX-Big: ${'x'.repeat(17_000)}\r\n\r\n`, 431],
    ['a target of more than 16 kB', `GET /${'x'.repeat(17_000)} HTTP/1.1\r\nHost: h\r\n\r\n`, 431],
  ])('%s gets a JSON response, and the connection closes', async (_title, text, status) => {
    await withServer(createFakeApp().app, async ({ port }) => {
      const answer = await sendRaw(port, text);
      expect(answer.status).toBe(status);
      expect(answer.headers).toContain('connection: close');
      expect(JSON.parse(answer.body)).toEqual({ message: expect.any(String), remedy: expect.any(String) });
    });
  });

  test('does not include headers of 15 kB', async () => {
    await withServer(createFakeApp().app, async ({ port }) => {
      const text = `GET /pets HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Big: ${'x'.repeat(15_000)}\r\n\r\n`;
      expect((await sendRaw(port, text)).status).toBe(200);
    });
  });

  test('after a response has begun closes the connection without a second response', async () => {
    let answered = 0;
    const app = createFakeApp({ pipeline: () => new Promise(() => undefined) }).app;
    const server = await listen(
      (request, response) => {
        if (request.url !== '/slow') return app(request, response);
        response.write('begun');
        answered += 1;
      },
      { host: '127.0.0.1', port: 0 },
    );
    const socket = connect(server.port, '127.0.0.1', () =>
      socket.write('POST /slow HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n'),
    );
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
    await vi.waitFor(() => expect(received).toContain('begun'));
    socket.write('no chunk\r\n');
    await new Promise((resolve) => socket.once('close', resolve));
    expect(answered).toBe(1);
    expect(received).not.toContain('400');
    await server.close(0);
  });
});

describe('closing', () => {
  test('lets a request in flight finish, sends Connection: close, and accepts no other', async () => {
    const held = createPendingApp();
    const server = await listen(held.app, { host: '127.0.0.1', port: 0 });
    const socket = await open(server.port, 'GET /slow HTTP/1.1\r\nHost: h\r\n\r\n');
    await vi.waitFor(() => expect(held.waiting()).toBe(1));
    const closed = server.close(60_000);
    await expect(open(server.port, '')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    held.release();
    const answer = parseRaw(await untilClosed(socket));
    expect([answer.status, answer.body]).toEqual([200, 'done']);
    expect(answer.headers).toContain('connection: close');
    await closed;
  });

  test.each([
    ['keep-alive', 'GET /__admin/health HTTP/1.1\r\nHost: h\r\n\r\n'],
    ['never used', ''],
    ['half-way through its headers', 'GET /pets HTTP/1.1\r\nHost:'],
  ])('does not wait for an idle connection (%s)', async (_title, text) => {
    const server = await listen(createFakeApp().app, { host: '127.0.0.1', port: 0 });
    const socket = await open(server.port, text);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const late = sleep(10_000, 'late', { ref: false });
    expect(await Promise.race([server.close(60_000).then(() => 'closed'), late])).toBe('closed');
    await untilClosed(socket);
  });

  test('closes a keep-alive connection once its current response is sent', async () => {
    let finish: (() => void) | undefined;
    const server = await listen(
      (_request, response) => {
        response.write('begun ');
        finish = () => response.end('done');
      },
      { host: '127.0.0.1', port: 0 },
    );
    const agent = new Agent({ keepAlive: true });
    const text = new Promise<string>((resolve, reject) => {
      get({ port: server.port, host: '127.0.0.1', agent }, (response) => {
        let all = '';
        response.on('data', (chunk: Buffer) => (all += chunk.toString()));
        response.on('end', () => resolve(all));
      }).on('error', reject);
    });
    await vi.waitFor(() => expect(finish).toBeDefined());
    const closed = server.close(60_000);
    finish?.();
    expect(await text).toBe('begun done');
    await closed;
    agent.destroy();
  });

  test('closes remaining connections after the timeout', async () => {
    const held = createPendingApp();
    const server = await listen(held.app, { host: '127.0.0.1', port: 0 });
    const socket = await open(server.port, 'GET /slow HTTP/1.1\r\nHost: h\r\n\r\n');
    await vi.waitFor(() => expect(held.waiting()).toBe(1));
    const started = performance.now();
    await server.close(200);
    expect(performance.now() - started).toBeGreaterThan(150);
    expect(await untilClosed(socket)).toBe('');
  });

  test('may be called twice', async () => {
    const server = await listen(createFakeApp().app, { host: '127.0.0.1', port: 0 });
    expect(await Promise.all([server.close(100), server.close(100)])).toHaveLength(2);
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });
});

function open(port: number, text: string, host = '127.0.0.1'): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => {
      socket.write(text);
      resolve(socket);
    });
    socket.on('error', reject);
  });
}

function untilClosed(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    if (socket.destroyed) resolve(text);
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('close', () => resolve(text));
  });
}
