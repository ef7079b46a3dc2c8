import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallToolResult, Tool as ListedTool } from '@modelcontextprotocol/server';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { Sdk } from './load-sdk.ts';
import { runTool, type ToolCall, type ToolRunner } from './run-tool.ts';

/** What is served, and where. */
export interface ServedMcp extends Omit<ToolRunner, 'closing'> {
  readonly name: string;
  readonly version: string;
  /** What a client tells its model about the server. */
  readonly instructions: string;
  readonly input: Readable;
  readonly output: Writable;
  /** Is told of messages that cannot be read. */
  readonly onError: (error: Error) => void;
}

/** A connection to a client. */
export interface Connection {
  /** Resolves when the client has closed the input. */
  readonly ended: Promise<void>;
  /** Ends the connection, and lets the calls under way finish for a moment. */
  readonly close: () => Promise<void>;
}

/** Serves tools to the client at the other end of the streams. */
export function serveTools(sdk: Sdk, served: ServedMcp): Connection {
  const calls = createCalls(served);
  const transport = new sdk.StdioServerTransport(served.input, served.output, { maxBufferSize: MAX_MESSAGE });
  const handle = sdk.serveStdio(() => createServer(sdk, served, calls), { transport, onerror: served.onError });
  const { onclose } = transport;
  const ended = new Promise<void>((resolve) => {
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- A transport has no other way.
    transport.onclose = () => {
      calls.detach();
      onclose?.();
      resolve();
    };
  });
  return {
    ended,
    close: async () => {
      calls.detach();
      await handle.close();
      await calls.drain();
    },
  };
}

/** The calls of tools that are under way. */
interface Calls {
  readonly run: (call: ToolCall) => Promise<CallToolResult>;
  /** Lets the calls go on when the client is gone. The package aborts them then, and the sandbox could outlive them. */
  readonly detach: () => void;
  /** Waits until the calls have ended, and ends them after a moment. */
  readonly drain: () => Promise<void>;
}

function createCalls(runner: Omit<ToolRunner, 'closing'>): Calls {
  const running = new Set<Promise<unknown>>();
  const closing = new AbortController();
  let isDetached = false;
  return {
    run: ({ signal, ...call }) => {
      const cancelling = new AbortController();
      signal.addEventListener('abort', () => {
        if (!isDetached) cancelling.abort();
      });
      const result = runTool({ ...runner, closing: closing.signal }, { ...call, signal: cancelling.signal });
      running.add(result);
      return result.finally(() => running.delete(result));
    },
    detach: () => void (isDetached = true),
    drain: async () => {
      const late = new AbortController();
      const all = Promise.all(running);
      await Promise.race([all, sleep(DRAIN_TIME, undefined, { signal: late.signal }).catch(() => undefined)]);
      late.abort();
      closing.abort();
      await all;
    },
  };
}

function createServer({ McpServer }: Sdk, served: ServedMcp, calls: Calls): InstanceType<Sdk['McpServer']> {
  const { name, version, instructions, tools } = served;
  const server = new McpServer({ name, version }, { capabilities: { tools: {} }, instructions });
  // Not by `registerTool`: its message for a wrong argument does not say which, and an unknown tool has no remedy.
  server.server.setRequestHandler('tools/list', () => ({
    tools: tools.map(({ name: tool, title, description, inputSchema, annotations }) => ({
      name: tool,
      title,
      description,
      // A JSON schema that is read-only.
      inputSchema: inputSchema as unknown as ListedTool['inputSchema'],
      annotations,
    })),
  }));
  server.server.setRequestHandler('tools/call', ({ params }, { mcpReq: { signal } }) =>
    // The arguments were read from JSON.
    calls.run({ name: params.name, input: (params.arguments ?? {}) as JsonObject, signal }),
  );
  return server;
}

/** Bytes of a message. A longer one ends the connection. */
const MAX_MESSAGE = 32_000_000;
/** Milliseconds. A client kills a server that does not end within two seconds: the rest is for deleting the sandbox. */
const DRAIN_TIME = 1500;
