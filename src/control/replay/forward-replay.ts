import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { Problem, PROBLEMS, type ProblemCode } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { toClause } from '../../kernel/text/to-reason.ts';
import type { Peer } from '../../store/port/replica-directory.ts';
import type { World } from '../../store/port/world.ts';
import type { ControlCallDeps } from '../context/control.ts';
import { gather, type Part } from '../context/replicas.ts';
import type { ReplayReport } from './replay-exchange.ts';

/** Whether a replica has the exchange with an id. */
export const HAS_REQUEST: Part<boolean> = {
  name: 'has_request',
  collect: (world, { request_id: id }, { recorder: { log } }) => log.list(world).some((exchange) => exchange.id === id),
};

/** The call to pass on. */
export interface ForwardedReplay {
  readonly world: World;
  readonly id: string;
  /** Its number in the list of requests, when one of several with that id is meant. */
  readonly number: number | undefined;
  /** The name of the replica that has that one. */
  readonly owner: string | undefined;
  readonly sandbox: string | undefined;
}

/**
 * Lets the replica that has recorded a request send it again: bodies and credentials do not leave it. Returns its
 * report; undefined when no replica has the request. Throws the Problem that it responds with.
 */
export async function forwardReplay(call: ForwardedReplay, deps: ControlCallDeps): Promise<ReplayReport | undefined> {
  const { world, id, number, sandbox } = call;
  const { replicas, worlds } = deps;
  if (replicas === undefined) return undefined;
  const owner = call.owner ?? (await findOwner(call, replicas.name, deps));
  // It was evicted here meanwhile.
  if (owner === undefined || owner === replicas.name) return undefined;
  const peer = (await replicas.peers()).find(({ name }) => name === owner);
  if (peer === undefined) throw toUnavailable(`${owner}, which has the request, has just left.`);
  const named = world === worlds.baseline ? {} : { [PRODUCT.sandboxHeader]: world.name };
  const query = number === undefined ? '' : `?number=${number}`;
  return askPeer(peer, `/__admin/requests/${encodeURIComponent(id)}/replay${query}`, {
    method: 'POST',
    headers: { ...replicas.headers, ...named, 'content-type': 'application/json' },
    body: JSON.stringify(sandbox === undefined ? {} : { sandbox }),
    signal: AbortSignal.timeout(MAX_WAIT),
  });
}

/** Returns the name of another replica that has the request; undefined when all say that they do not have it. */
async function findOwner(
  { world, id }: ForwardedReplay,
  self: string,
  deps: ControlCallDeps,
): Promise<string | undefined> {
  const { parts, missing } = await gather(HAS_REQUEST, { world, request_id: id }, deps);
  const owner = parts.find(({ value, replica }) => value && replica !== self)?.replica;
  if (owner === undefined && missing.length > 0)
    throw toUnavailable(`${missing.join(', ')} did not answer, and may have the request.`);
  return owner;
}

async function askPeer(peer: Peer, path: string, init: RequestInit): Promise<ReplayReport> {
  try {
    const response = await peer.send(path, init);
    const body = (await response.json()) as JsonValue;
    if (!response.ok) throw toProblem(peer.name, body, response);
    if (!isJsonObject(body) || !Object.hasOwn(body, 'request_id')) throw new Error('It is not a report.');
    // The other replica has checked it against the document.
    return body as unknown as ReplayReport;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw toUnavailable(
      `${peer.name} did not respond with a report: ${toClause(error)}. It may still send the request.`,
    );
  }
}

/** Converts the problem details of another replica back. Why it does not serve this one concerns no client. */
function toProblem(name: string, details: JsonValue, { status, headers }: Response): Problem {
  const { code, detail, remedy } = isJsonObject(details) ? details : {};
  if (!isCode(code) || OF_THE_CALLER.has(code) || typeof detail !== 'string')
    return toUnavailable(`${name} rejected the call of this replica with ${status}.`);
  const retryAfter = headers.get('retry-after');
  return new Problem(code, {
    message: detail,
    remedy: typeof remedy === 'string' ? remedy : undefined,
    headers: retryAfter === null ? {} : { 'retry-after': retryAfter },
  });
}

function toUnavailable(message: string): Problem {
  return new Problem('REPLICA_UNAVAILABLE', { message });
}

function isCode(code: JsonValue | undefined): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(PROBLEMS, code);
}

/** The control plane rejects its caller with these codes, which is a replica here. */
const OF_THE_CALLER: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'ADMIN_TOKEN_REQUIRED',
  'CROSS_SITE_REQUEST',
  'HOST_NOT_ALLOWED',
]);
/** Milliseconds. A replay may wait for others, and reads a stream for seconds. */
const MAX_WAIT = 60_000;
