import { OPTIONS } from '../../config/options.ts';
import type { Gathered, PartRequest, Replicas } from '../../control/context/replicas.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Logger } from '../../kernel/logger.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { toClause } from '../../kernel/text/to-reason.ts';
import { createSystemClock } from '../../kernel/time/clock.ts';
import type { Membership, Peer, ReplicaDirectory, ReplicaEntry } from '../../store/port/replica-directory.ts';

/** Options of `joinReplicas`. */
export interface ReplicasOptions {
  readonly directory: ReplicaDirectory;
  readonly entry: ReplicaEntry;
  readonly adminToken: string;
  readonly logger: Logger;
}

/** The replicas of a log, which this process leaves when it closes. */
export interface JoinedReplicas extends Replicas {
  /** See `Membership.announce`. */
  announce(): Promise<void>;
  leave(): Promise<void>;
}

/** Adds this process to the replicas of its log. */
export async function joinReplicas({ directory, entry, adminToken, logger }: ReplicasOptions): Promise<JoinedReplicas> {
  const membership = await directory.join(entry);
  const { peers } = membership;
  const headers = { [PRODUCT.adminTokenHeader]: adminToken };
  const noteFailures = createFailureLog(logger);
  return {
    ...membership,
    headers,
    ask: (request) => askAll(request, { peers, headers, noteFailures }),
    isReached: (peer) =>
      ask(peer, PING, headers).then(
        () => true,
        () => false,
      ),
  };
}

interface AskDeps extends Pick<Membership, 'peers'> {
  readonly headers: Readonly<Record<string, string>>;
  readonly noteFailures: (failures: readonly Failure[]) => void;
}

/** Why a replica did not answer. */
interface Failure {
  readonly replica: string;
  readonly error: unknown;
}

async function askAll(request: PartRequest, { peers, headers, noteFailures }: AskDeps): Promise<Gathered<JsonValue>> {
  const asking = (await peers()).map(async (peer) => {
    const { name: replica } = peer;
    return ask(peer, request, headers).then(
      (value) => ({ replica, value }),
      (error: unknown) => ({ replica, error }),
    );
  });
  const results = await Promise.all(asking);
  const failures = results.flatMap((each) => ('error' in each ? each : []));
  noteFailures(failures);
  return {
    parts: results.flatMap((each) => ('value' in each ? each : [])),
    missing: failures.map(({ replica }) => replica).toSorted(),
  };
}

/** Returns a function that logs each failure of a replica that answered before: a report asks it several times. */
function createFailureLog(logger: Logger): AskDeps['noteFailures'] {
  let silent: ReadonlySet<string> = new Set();
  return (failures) => {
    for (const { replica, error } of failures)
      if (!silent.has(replica))
        logger.warn({ replica }, `Another replica, ${replica}, did not answer: ${toCause(error)}.`);
    silent = new Set(failures.map(({ replica }) => replica));
  };
}

/** Returns why a request failed. The error of `fetch` itself says only that it did. */
function toCause(error: unknown): string {
  const { cause = error } = error instanceof Error ? error : {};
  return toClause(cause instanceof AggregateError ? cause.errors[0] : cause);
}

/** Throws when the replica rejects the request, or takes too long. */
async function ask(peer: Peer, { part, input, sandbox }: PartRequest, headers: AskDeps['headers']): Promise<JsonValue> {
  const ended = new AbortController();
  const timeout = createSystemClock()
    .wait(MAX_WAIT, ended.signal)
    .then(() => Promise.reject(new Error(`It took longer than ${MAX_WAIT} ms.`)));
  const named = sandbox === undefined ? {} : { [PRODUCT.sandboxHeader]: sandbox };
  const init = {
    method: 'POST',
    headers: { ...headers, ...named, 'content-type': 'application/json' },
    body: JSON.stringify({ part, ...input }),
    signal: ended.signal,
  };
  try {
    return await Promise.race([readPart(peer, peer.send(PATH, init)), timeout]);
  } finally {
    ended.abort();
    timeout.catch(() => undefined);
  }
}

async function readPart({ name }: Peer, responding: Promise<Response>): Promise<JsonValue> {
  const response = await responding;
  if (!response.ok) throw new Error(`It responded with ${response.status}: ${(await response.text()).slice(0, 200)}`);
  const body = (await response.json()) as JsonValue;
  const { replica, value = null } = isJsonObject(body) ? body : {};
  if (replica !== name) throw new Error(`Another replica, ${String(replica)}, responds at its URL. ${REMEDY}`);
  return value;
}

const REMEDY = `Pass ${OPTIONS.replicaUrl.flag} to it.`;
const PING: PartRequest = { part: 'ping', input: {}, sandbox: undefined };
const PATH = '/__admin/replicas/parts';
/** In milliseconds. A report says which replica took longer. */
const MAX_WAIT = 2000;
