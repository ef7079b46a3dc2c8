import { createInterface } from 'node:readline';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import {
  Client,
  type CallToolResult,
  type ClientOptions,
  type JSONRPCMessage,
  type Transport,
} from '@modelcontextprotocol/client';
import { onTestFinished } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.ts';
import { createSimulator } from '../../../src/simulator.ts';
import { createFakeContext, type FakeContext } from '../fake-context.ts';

/** A result of a tool, as a client gets it. */
export interface ToolResult {
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
}

/** A client that is connected to the command `mcp`, which runs in this process. */
export interface McpSession {
  readonly client: Client;
  readonly call: (tool: string, input?: Readonly<Record<string, unknown>>) => Promise<ToolResult>;
  /** What the command has written to standard error, and to standard output by other means than messages. */
  readonly written: FakeContext['written'];
  readonly signal: FakeContext['signal'];
  /** The streams of the command. */
  readonly stdio: { readonly input: PassThrough; readonly output: PassThrough };
  /** Closes the input, and returns the exit code. */
  readonly close: () => Promise<number>;
  readonly exitCode: Promise<number>;
}

/** Runs `mcp` with a client that is connected to it. It ends with the test. */
export async function openMcp(argv: readonly string[], options: ClientOptions = {}): Promise<McpSession> {
  const run = runMcp(argv);
  const client = new Client({ name: 'test', version: '1.0.0' }, options);
  await client.connect(toTransport(run.stdio.output, run.stdio.input));
  return {
    ...run,
    client,
    call: async (name, input = {}) => toToolResult(await client.callTool({ name, arguments: { ...input } })),
  };
}

/** Runs `mcp` without a client. It ends with the test. */
export function runMcp(argv: readonly string[]): Omit<McpSession, 'client' | 'call'> {
  const stdio = { input: new PassThrough(), output: new PassThrough() };
  const context = createFakeContext({ argv: ['mcp', ...argv], stdio, createSimulator });
  const exitCode = runCli(context);
  const close = (): Promise<number> => {
    stdio.input.end();
    return exitCode;
  };
  onTestFinished(async () => void (await close()));
  return { written: context.written, signal: context.signal, stdio, close, exitCode };
}

/** Reads what a tool has returned: the text and the data must both be there. */
function toToolResult({ content, structuredContent, isError }: CallToolResult): ToolResult {
  const [first] = content;
  if (content.length !== 1 || first?.type !== 'text') throw new Error(`Not one text: ${JSON.stringify(content)}`);
  return { text: first.text, data: structuredContent as ToolResult['data'], isError: isError === true };
}

/** A transport over streams. Every line must be JSON: nothing else may be written. */
function toTransport(input: Readable, output: Writable): Transport {
  const transport: Transport = {
    start: async () => {
      const lines = createInterface({ input });
      lines.on('line', (line) => transport.onmessage?.(JSON.parse(line) as JSONRPCMessage));
      lines.on('close', () => transport.onclose?.());
    },
    send: async (message) => void output.write(`${JSON.stringify(message)}\n`),
    close: async () => transport.onclose?.(),
  };
  return transport;
}
