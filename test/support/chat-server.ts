import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../src/kernel/json/json.ts';

/** A request that the server received. */
export interface ChatRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: JsonObject;
}

/** A small server of chat completions, on this machine alone. */
export interface ChatServer extends AsyncDisposable {
  /** The base URL, as `--responder-url` takes it. */
  readonly url: string;
  readonly requests: readonly ChatRequest[];
  /** The number of connections that clients closed before the response was complete. */
  readonly aborted: () => number;
}

/** Starts a server whose responses `respond` writes. */
export async function startChatServer(
  respond: (request: ChatRequest, response: ServerResponse) => void | Promise<void>,
): Promise<ChatServer> {
  const requests: ChatRequest[] = [];
  let aborted = 0;
  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) aborted += 1;
    });
    void (async () => {
      let text = '';
      for await (const part of request) text += String(part);
      const received = { path: request.url ?? '', headers: request.headers, body: JSON.parse(text) as JsonObject };
      requests.push(received);
      await respond(received, response);
    })();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    aborted: () => aborted,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Writes the head of a stream of events. */
export function beginStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
}

/** Writes one event of a chat completion. */
export function writeDelta(response: ServerResponse, delta: JsonObject, finishReason: string | null = null): void {
  const event = { object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finishReason }] };
  response.write(`data: ${JSON.stringify(event)}\n\n`);
}

/** Streams a text a word at a time, with the usage at the end, as OpenAI does. */
export function streamText(response: ServerResponse, text: string): void {
  beginStream(response);
  writeDelta(response, { role: 'assistant', content: '' });
  for (const word of text.match(/\S+\s*/g) ?? []) writeDelta(response, { content: word });
  writeDelta(response, {}, 'stop');
  response.write(`data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 21, completion_tokens: 7 } })}\n\n`);
  response.end('data: [DONE]\n\n');
}
