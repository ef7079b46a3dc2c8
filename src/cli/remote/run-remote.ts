import type { ClientError } from '../../client/client-error.ts';
import type { TypedClient } from '../../client/client-types.ts';
import { createClient } from '../../client/create-client.ts';
import type { OwnValues } from '../../config/parse-own-options.ts';
import type { CommandConfig } from '../../config/simulator-config.ts';
import type { paths } from '../../control/wire/control.generated.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { BASELINE } from '../../kernel/sandbox-name.ts';
import { toCommandLine } from '../../kernel/text/command-line.ts';
import type { NameServer } from '../../kernel/text/command-url.ts';
import { toClause } from '../../kernel/text/to-reason.ts';
import type { CommandInput } from '../terminal/command-spec.ts';
import { EXIT_CODES, type Terminal } from '../terminal/context.ts';
import type { OUTPUT_OPTIONS } from '../terminal/own-options.ts';
import { replaceFile } from '../terminal/replace-file.ts';
import { toJson } from '../terminal/text-table.ts';
import { createKeepUrl } from './keep-url.ts';
import { checkSegment } from './read-values.ts';
import { RefusedError, toRefusedError } from './refused-error.ts';
import { sendRequest } from './send-request.ts';
import { UsageError } from './usage-error.ts';

/** The settings that name a server, and how it is called. */
export interface RemoteConfig extends Pick<CommandConfig, 'url' | 'sandbox' | 'adminToken' | 'token'> {
  /** Ends the requests that are under way. */
  readonly signal?: AbortSignal | undefined;
  /** Names the server in commands that are printed; by default they stay as the server wrote them. */
  readonly keepUrl?: NameServer;
}

/** A call of a running server. `Values` are those of the command's own options. */
export interface ServerCall<Values = unknown> {
  readonly control: TypedClient<paths, object>;
  readonly config: RemoteConfig;
  readonly operands: readonly string[];
  readonly options: Values;
}

/** The result of a command: what `--json` prints, and a text to read. */
export interface Shown {
  readonly data: unknown;
  readonly text: string;
  /** Formats what a person reads on a terminal of this width. By default it is the text. */
  readonly toScreen?: (columns: number) => string;
  /** What to know about the result: lines for standard error. */
  readonly notes?: readonly string[];
}

type OutputValues = OwnValues<typeof OUTPUT_OPTIONS>;

/**
 * Runs a command that asks a running server, and prints its result. Returns the exit code: 1 when the server rejects
 * the request or cannot be reached, 2 when the command was given something that it cannot use.
 */
export async function runRemote<Values extends OutputValues>(
  { config: given, options, operands, settings, context: { terminal } }: CommandInput<Values>,
  work: (call: ServerCall<Values>) => Promise<Shown>,
): Promise<number> {
  const keepUrl = createKeepUrl(settings);
  const config = { ...given, keepUrl };
  try {
    const shown = await work({ control: createControl(config), config, operands, options });
    await writeOutput(toOutput(shown, options, terminal), options, terminal);
    for (const note of shown.notes ?? []) terminal.stderr.write(`${note}\n`);
    return EXIT_CODES.ok;
  } catch (error) {
    if (!(error instanceof RefusedError || error instanceof UsageError)) throw error;
    const next = error instanceof UsageError ? toNext(error, keepUrl) : '';
    terminal.stderr.write(`${error.message}${next}\n`);
    if (error instanceof UsageError) return EXIT_CODES.usage;
    if (options.json && error.body !== undefined) terminal.stdout.write(toJson(error.body));
    return EXIT_CODES.failure;
  }
}

/** Returns the data of a call. Throws a RefusedError if it was rejected. */
export async function take<Result extends { readonly data?: unknown; readonly error?: ClientError }>(
  call: Promise<Result>,
  config: RemoteConfig,
): Promise<NonNullable<Result['data']>> {
  const { data, error } = await call;
  if (error !== undefined) throw toRefusedError(error, config);
  // A call without an error has data: a result is one or the other.
  return data as NonNullable<Result['data']>;
}

/** Returns the properties that have a value. */
export function onlyGiven<Values extends object>(
  values: Values,
): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [Name in keyof Values]?: Exclude<Values[Name], undefined> };
}

/** Creates a client of the control plane, for the sandbox that is set. */
export function createControl({
  url,
  sandbox,
  adminToken,
  signal,
}: Omit<RemoteConfig, 'token'>): ServerCall['control'] {
  const send = (request: Request): Promise<Response> => sendRequest(request, signal);
  const control = createClient<paths, object>(
    { baseUrl: url, sandbox, token: adminToken ?? null, fetch: send },
    { header: PRODUCT.adminTokenHeader, toValue: (token) => token, demoToken: null },
  );
  control.use({
    onRequest: ({ params: { path = {} } }) => {
      for (const [name, value] of Object.entries(path)) checkSegment(name, String(value));
    },
  });
  return control;
}

/** Returns the sentence that names the command to go on with. */
function toNext({ next }: UsageError, { inLine }: NameServer): string {
  return next === undefined ? '' : ` \`${inLine(toCommandLine(next.command, BASELINE))}\` ${next.does}.`;
}

/** Returns what is printed: what another program reads is the same wherever it is printed. */
function toOutput({ data, text, toScreen }: Shown, { json, outFile }: OutputValues, { stdout }: Terminal): string {
  if (json) return toJson(data);
  if (toScreen === undefined || stdout.isTTY !== true || outFile !== undefined) return text;
  const { columns = 0 } = stdout;
  // Some terminals have no width, or 0.
  return toScreen(columns > 0 ? columns : DEFAULT_COLUMNS);
}

async function writeOutput(text: string, { outFile }: OutputValues, { stdout }: Terminal): Promise<void> {
  if (outFile === undefined) {
    stdout.write(text);
    return;
  }
  try {
    await replaceFile(outFile, text);
  } catch (error) {
    // The server has already done what it was asked for: its response must not be lost.
    stdout.write(text);
    const why = `Failed to write ${outFile}: ${toClause(error)}.`;
    throw new RefusedError(`${why} The response was written to standard output. Name another file with --out.`);
  }
}

/** The width of a terminal that tells none. */
const DEFAULT_COLUMNS = 80;
