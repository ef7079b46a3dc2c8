import { request as sendRequest, type RequestListener, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { createApp } from '../../src/http/create-app.ts';
import type { AppOptions } from '../../src/http/message/app-options.ts';
import { listen, type ListeningServer } from '../../src/http/server/listen.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import { Problem } from '../../src/kernel/problem.ts';
import type { ExchangeRequest, ExchangeResponse, Pipeline } from '../../src/pipeline/exchange/exchange.ts';

/** A recorded log line. */
export interface LogLine {
  readonly level: keyof Logger;
  readonly fields: Record<string, unknown>;
  readonly message: string;
}

/** The response body of the echo pipeline: the request as the pipeline received it. */
export interface Echo extends Omit<ExchangeRequest, 'body'> {
  readonly body: string;
  readonly size: number;
}

/** Creates an app with a fake pipeline, and the log that it writes. */
export function createFakeApp(options: Partial<AppOptions> = {}): {
  readonly app: RequestListener;
  readonly log: LogLine[];
} {
  const log: LogLine[] = [];
  const app = createApp({
    pipeline: createEcho(),
    document: { json: DOCUMENT, toYaml: (document) => `# YAML\n${JSON.stringify(document)}\n` },
    ownsPath: () => false,
    health: () => ({ status: 200, body: { status: 'ok' } }),
    home: { title: 'Pets' },
    reference: { folder: packagedFiles.reference(), findToken: () => undefined },
    publicUrl: undefined,
    trustProxy: false,
    corsOrigins: 'any',
    maxBody: LIMIT,
    logger: createRecordingLogger(log),
    createRequestId: () => 'created-id',
    ...options,
  });
  return { app, log };
}

/** Creates an app that responds when the test releases its responses. */
export function createPendingApp(): {
  readonly app: ReturnType<typeof createFakeApp>['app'];
  readonly waiting: () => number;
  readonly release: () => void;
} {
  const waiting: ((response: ExchangeResponse) => void)[] = [];
  const { app } = createFakeApp({ pipeline: () => new Promise((resolve) => waiting.push(resolve)) });
  const response = { status: 200, headers: { 'content-length': '4' }, body: 'done' };
  return {
    app,
    waiting: () => waiting.length,
    release: () => waiting.splice(0).forEach((resolve) => resolve(response)),
  };
}

/**
 * Creates a pipeline that echoes the request. It reads up to LIMIT bytes of the body, and none for paths `/unread…`.
 */
export function createEcho(seen: ExchangeRequest[] = []): Pipeline {
  return async function echo(request) {
    seen.push(request);
    const { body, ...rest } = request;
    try {
      const bytes = request.path.startsWith('/unread') ? new Uint8Array() : await body(LIMIT);
      return toExchangeResponse(
        200,
        { ...rest, size: bytes.length, body: new TextDecoder().decode(bytes.slice(0, 200)) },
        request,
      );
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const response = toExchangeResponse(error.status, { message: error.message }, request);
      return { ...response, headers: { ...response.headers, ...error.headers } };
    }
  };
}

function toExchangeResponse(status: number, body: object, { id, method }: ExchangeRequest): ExchangeResponse {
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    'x-request-id': id,
  };
  return { status, headers, body: method === 'HEAD' ? undefined : text };
}

function createRecordingLogger(log: LogLine[]): Logger {
  const record =
    (level: keyof Logger) =>
    (fields: object, message: string): void => {
      log.push({ level, fields: fields as Record<string, unknown>, message });
    };
  return { debug: record('debug'), info: record('info'), warn: record('warn'), error: record('error') };
}

/** A response as received over a socket. */
export interface RawResponse {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/** Sends text over a socket, and returns the response once the server has closed the connection. */
export function sendRaw(port: number, text: string): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let response = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (response += chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(parseRaw(response)));
  });
}

export function parseRaw(response: string): RawResponse {
  const [headers = '', ...body] = response.split('\r\n\r\n');
  return { status: Number(headers.split(' ')[1]), headers: headers.toLowerCase(), body: body.join('\r\n\r\n') };
}

/** Runs a test with a server, and closes it afterwards. */
export async function withServer<Result>(
  app: Parameters<typeof listen>[0],
  run: (server: ListeningServer) => Promise<Result>,
): Promise<Result> {
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  try {
    return await run(server);
  } finally {
    await server.close(0);
  }
}

/** Sends a request with Node's client. `write` sends the body. */
export function send(
  options: RequestOptions,
  write: (request: ReturnType<typeof sendRequest>) => void,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = sendRequest({ host: '127.0.0.1', ...options }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', reject);
    write(request);
  });
}

export const LIMIT = 1_000_000;

export const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://real.example.test/api' }],
  paths: {
    '/pets': {
      servers: [{ url: 'https://path.example.test' }],
      get: {
        operationId: 'listPets',
        servers: [{ url: 'https://operation.example.test' }],
        responses: { 200: { description: 'All pets.' } },
      },
    },
  },
};
