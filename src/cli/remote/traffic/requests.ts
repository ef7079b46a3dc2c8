import type { components } from '../../../control/wire/control.generated.ts';
import { BASELINE } from '../../../kernel/sandbox-name.ts';
import { toTable } from '../../terminal/text-table.ts';
import { KEEP_SERVER } from '../../../kernel/text/command-url.ts';
import { RefusedError, toRefusedError } from '../refused-error.ts';
import { onlyGiven, take, type ServerCall, type Shown } from '../run-remote.ts';
import { UsageError } from '../usage-error.ts';

/** Which of the recorded requests to list. */
interface RequestFilters {
  readonly operation: string | undefined;
  readonly status: string | undefined;
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly limit: number | undefined;
}

/** Lists the newest of the recorded requests of a world that match, the newest last. */
export async function listRequests({ control, config, options }: ServerCall<RequestFilters>): Promise<Shown> {
  const { operation: operation_id, status, method, path, limit = DEFAULT_LIMIT } = options;
  const newest = { order: 'desc', limit: Math.min(limit, MAX_RECORDED) } as const;
  const query = { ...onlyGiven({ operation_id, status, method, path }), ...newest };
  const found = await take(control.GET('/__admin/requests', { params: { query } }), config);
  const data = { ...found, requests: found.requests.toReversed(), next: null };
  const rows = data.requests.map((request) => [
    request.number,
    request.time,
    request.method,
    `${request.path}${request.query === '' ? '' : `?${request.query}`}`,
    request.status,
    request.operation_id,
    request.error ?? request.fault?.kind,
    request.id,
  ]);
  const titles = ['number', 'time', 'method', 'path', 'status', 'operation', 'error', 'id'];
  const total = `${data.requests.length} of ${data.total} that match, ${data.seen} recorded.\n`;
  return { data, text: rows.length === 0 ? total : `${toTable(titles, rows)}\n${total}` };
}

/** Tells what each stage did with a request, by default with the newest of the world. */
export async function explainRequest({
  control,
  config,
  operands: [given],
  options: { number },
}: ServerCall<NumberOption>): Promise<Shown> {
  const wanted = toNumberOf(given, number);
  const params = toRequestParams(given ?? (await findNewest({ control, config })), wanted);
  const path = '/__admin/requests/{request_id}/explain';
  const [data, { data: text, error }] = await Promise.all([
    take(control.GET(path, { params }), config),
    control.GET(path, { params, headers: { accept: 'text/plain' }, parseAs: 'text' }),
  ]);
  if (error !== undefined) throw toRefusedError(error, config);
  return { data, text: toExplanation(text, config) };
}

/** The number that selects one of several requests with the same id. */
export interface NumberOption {
  readonly number: number | undefined;
}

/** Returns the number of a request. Throws a UsageError if it has no id. */
export function toNumberOf(id: string | undefined, number: number | undefined): number | undefined {
  if (id === undefined && number !== undefined)
    throw new UsageError('Give the id of the request, too: a number selects one of several with the same id.');
  return number;
}

/** Returns the parameters that name a request. */
export function toRequestParams(id: string, number: number | undefined) {
  return { path: { request_id: id }, query: onlyGiven({ number }) };
}

/** Returns the text of an explanation, with the address of the server in the commands that it advises. */
function toExplanation(text: string, { keepUrl = KEEP_SERVER }: ServerCall['config']): string {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => {
      if (line.startsWith(REMEDY)) return keepUrl.inText(line);
      return line.startsWith(CALL) ? `${CALL}${keepUrl.inLine(line.slice(CALL.length))}` : line;
    });
  return `${lines.join('\n')}\n`;
}

/** Returns the id of the newest request of a world. Throws a RefusedError if none is recorded. */
export async function findNewest({ control, config }: Pick<ServerCall, 'control' | 'config'>): Promise<string> {
  const query = { order: 'desc', limit: 1 } as const;
  const { requests } = await take(control.GET('/__admin/requests', { params: { query } }), config);
  const [newest] = requests;
  if (newest !== undefined) return newest.id;
  const world = config.sandbox ?? BASELINE;
  throw new RefusedError(`No request of ${world} is recorded. Send one, or name another world with --sandbox.`);
}

/**
 * Returns what the newest request of a world that has changed a record has changed, also if the records are not kept;
 * what the newest one has changed if none has. Throws a RefusedError if none is recorded.
 */
export async function findNewestChanges({
  control,
  config,
}: Pick<ServerCall, 'control' | 'config'>): Promise<FoundChanges> {
  const query = { limit: MAX_RECORDED };
  const { requests } = await take(control.GET('/__admin/requests', { params: { query } }), config);
  const candidates = requests.filter(mayHaveChanged).toReversed();
  for (let first = 0; first < candidates.length; first += MAX_PARALLEL) {
    const asked = candidates.slice(first, first + MAX_PARALLEL).map(async ({ id, number }) => {
      const isShared = requests.some((each) => each.id === id && each.number !== number);
      return readChanges(id, isShared ? number : undefined, { control, config });
    });
    // The newest decides. A failure of an older one does not matter then.
    for (const result of await Promise.allSettled(asked)) {
      if (result.status === 'rejected') throw result.reason;
      const { data } = result.value;
      if (data.changes.length > 0 || data.is_truncated) return result.value;
    }
  }
  return readChanges(await findNewest({ control, config }), undefined, { control, config });
}

/** What a request has changed. */
export type Changes = components['schemas']['RequestChanges'];

/** What a request has changed, and the number that it is named by beside its id. */
export interface FoundChanges {
  readonly data: Changes;
  readonly number: number | undefined;
}

/** Returns what a request has changed. */
export async function readChanges(
  id: string,
  number: number | undefined,
  { control, config }: Pick<ServerCall, 'control' | 'config'>,
): Promise<FoundChanges> {
  const params = toRequestParams(id, number);
  return { data: await take(control.GET('/__admin/requests/{request_id}/changes', { params }), config), number };
}

/** A rejection changes nothing, but a run that fails has stored its input. */
function mayHaveChanged({ method, status, error }: Recorded): boolean {
  const isRejected = status >= 400 && status < 500 && error !== 'UPSTREAM_FAILED';
  return !SAFE_METHODS.has(method) && !isRejected;
}

type Recorded = components['schemas']['Exchange'];

/** What lines of an explanation begin with. */
const REMEDY = 'What to do: ';
const CALL = 'Nearest valid call: ';
/** Methods that ask for no change (RFC 9110, section 9.2.1). */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const DEFAULT_LIMIT = 100;
/** How many requests are asked for their changes at once. */
const MAX_PARALLEL = 8;
/** How many requests a server keeps of a world. */
const MAX_RECORDED = 1000;
