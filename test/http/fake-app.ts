import { request as sendRequest, type RequestListener, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { createApp } from '../../src/http/create-app.ts';
import type { AppOptions } from '../../src/http/message/app-options.ts';
import { listen, type ListeningServer } from '../../src/http/server/listen.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import { Problem } from '../../src/kernel/problem.ts';
import type { ExchangeRequest, ExchangeResponse, Pipeline } from '../../src/pipeline/exchange/exchange.ts';

/** One line of a log that was kept. */
export interface LogLine {
  readonly level: keyof Logger;
  readonly fields: Record<string, unknown>;
  readonly message: string;
}

/** What the echo pipeline says of a request. */
export interface Echo extends Omit<ExchangeRequest, 'body'> {
  readonly body: string;
  readonly size: number;
}

/** An app before a pipeline that stands in for the real one, and what it logged. */
export function createFakeApp(options: Partial<AppOptions> = {}): {
  readonly app: RequestListener;
  readonly log: LogLine[];
} {
  const log: LogLine[] = [];
  const app = createApp({
    pipeline: createEcho(),
    document: { json: DOCUMENT, toYaml: (document) => `# YAML\n${JSON.stringify(document)}\n` },
    ownsPath: () => false,
    health: () => ({ status: 'ok' }),
    home: { title: 'Pets' },
    reference: { folder: packagedFiles.reference(), findToken: () => undefined },
    publicUrl: undefined,
    trustProxy: false,
    corsOrigins: 'any',
    maxBody: LIMIT,
    logger: createLogKeeper(log),
    createRequestId: () => 'made-id',
    ...options,
  });
  return { app, log };
}

/**
 * Says back what it was given; it reads the body as far as LIMIT, and not at all of paths that begin with `/unread`.
 */
export function createEcho(seen: ExchangeRequest[] = []): Pipeline {
  return async function echo(request) {
    seen.push(request);
    const { body, ...rest } = request;
    try {
      const bytes = request.path.startsWith('/unread') ? new Uint8Array() : await body(LIMIT);
      return toAnswer(
        200,
        { ...rest, size: bytes.length, body: new TextDecoder().decode(bytes.slice(0, 200)) },
        request,
      );
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const answer = toAnswer(error.status, { message: error.message }, request);
      return { ...answer, headers: { ...answer.headers, ...error.headers } };
    }
  };
}

function toAnswer(status: number, body: object, { id, method }: ExchangeRequest): ExchangeResponse {
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    'x-request-id': id,
  };
  return { status, headers, body: method === 'HEAD' ? undefined : text };
}

function createLogKeeper(log: LogLine[]): Logger {
  const keep =
    (level: keyof Logger) =>
    (fields: object, message: string): void => {
      log.push({ level, fields: fields as Record<string, unknown>, message });
    };
  return { info: keep('info'), warn: keep('warn'), error: keep('error') };
}

/** What came back over a socket, byte by byte. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/** Sends text as it is over a socket, and gives everything that came back until the server closed it. */
export function sendRaw(port: number, text: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(parseRaw(answer)));
  });
}

export function parseRaw(answer: string): RawAnswer {
  const [headers = '', ...body] = answer.split('\r\n\r\n');
  return { status: Number(headers.split(' ')[1]), headers: headers.toLowerCase(), body: body.join('\r\n\r\n') };
}

/** Runs a test against a server that is closed after it. */
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

/** A request with Node's own client. `write` sends the body. */
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
