import { stat } from 'node:fs/promises';
import { PRODUCT } from '../../kernel/product.ts';
import { toReason } from '../../kernel/text/to-reason.ts';
import { waitForSignal } from '../local/start.ts';
import { RefusedError } from '../remote/refused-error.ts';
import type { CommandInput } from '../terminal/command-spec.ts';
import { EXIT_CODES, type Terminal } from '../terminal/context.ts';
import { createInputCheck } from './check-input.ts';
import { loadSdk, SDK_MISSING } from './load-sdk.ts';
import { openServer } from './open-server.ts';
import { createResultFiles } from './result-files.ts';
import { serveTools } from './serve.ts';
import { createSession, type Session } from './session.ts';
import { TOOLS } from './tools/tools.ts';

/**
 * Serves the tools of the Model Context Protocol on standard input and output, until the client closes the input or a
 * signal arrives. Everything that is not a message of the protocol goes to standard error. Returns the exit code.
 */
export async function mcp(input: CommandInput<{ readonly outDir: string | undefined }>): Promise<number> {
  const { context, options } = input;
  const { terminal, version } = context;
  const stopped = waitForSignal(terminal);
  const sdk = await loadSdk();
  if (sdk === undefined) {
    terminal.stderr.write(SDK_MISSING);
    return EXIT_CODES.failure;
  }
  if (!(await isFolder(options.outDir, terminal))) return EXIT_CODES.failure;
  const server = await openServer(input);
  if (typeof server === 'number') return server;
  const session = createSession(server);
  const files = createResultFiles(options.outDir);
  const { url, sandbox, isOwn } = server;
  terminal.stderr.write(
    `${PRODUCT.name} ${version}: tools for ${url}, sandbox ${sandbox}${isOwn ? ', which is deleted at the end' : ''}.\n`,
  );
  await report(session.begin(AbortSignal.timeout(BEGIN_TIMEOUT)), terminal);
  const connection = serveTools(sdk, {
    ...terminal.openStdio(),
    name: PRODUCT.name,
    version,
    instructions: toInstructions(url, sandbox),
    tools: TOOLS,
    checkInput: createInputCheck(sdk.Ajv, TOOLS),
    session,
    files,
    onBug: (error) => terminal.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`),
    onError: (error) => terminal.stderr.write(`A message cannot be served: ${error.message}\n`),
  });
  await Promise.race([connection.ended, stopped]);
  await connection.close();
  await endQuietly(session);
  await server.close();
  await files.remove();
  return EXIT_CODES.ok;
}

/** Says why the sandbox cannot be made yet. The tools try again, and say it, too. */
async function report(begun: Promise<void>, { stderr }: Terminal): Promise<void> {
  try {
    await begun;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    stderr.write(`${error.message}\n`);
  }
}

/** Deletes the sandbox. A server that is gone has deleted it, too. */
async function endQuietly(session: Session): Promise<void> {
  try {
    await session.end(AbortSignal.timeout(END_TIMEOUT));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
}

async function isFolder(folder: string | undefined, { stderr }: Terminal): Promise<boolean> {
  if (folder === undefined) return true;
  const reason = await stat(folder).then((found) => (found.isDirectory() ? undefined : 'not a folder'), toReason);
  if (reason === undefined) return true;
  stderr.write(`Failed to use --out-dir ${folder}: ${reason}. Name a folder that exists.\n`);
  return false;
}

function toInstructions(url: string, sandbox: string): string {
  return [
    `These tools work with a simulated API at ${url}. Nothing here is real: try, break and reset as you like.`,
    `Your calls work in the sandbox ${sandbox}, which no other caller sees. A front end reaches it by the header ${PRODUCT.sandboxHeader}: ${sandbox}, or by the base URL ${url}/__sandbox/${sandbox}.`,
    'Begin with find_operations. When a request fails, explain_request says why. read_state with compare_with shows what was changed.',
  ].join('\n');
}

/** Milliseconds. A client that does not wait so long ends this process. */
const BEGIN_TIMEOUT = 10_000;
const END_TIMEOUT = 5000;
