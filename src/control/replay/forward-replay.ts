import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { Problem, PROBLEMS, type ProblemCode } from '../../kernel/problem.ts';
import { PRODUCT } from '../../kernel/product.ts';
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
  readonly sandbox: string | undefined;
}

/**
 * Lets the replica that has recorded a request send it again: bodies and credentials do not leave it. Returns its
 * report; undefined when no replica has the request. Throws the Problem that it responds with.
 */
export async function forwardReplay(
  { world, id, sandbox }: ForwardedReplay,
  deps: ControlCallDeps,
): Promise<ReplayReport | undefined> {
  const { replicas, worlds } = deps;
  if (replicas === undefined) return undefined;
  const { parts, missing } = await gather(HAS_REQUEST, { world, request_id: id }, deps);
  const owner = parts.find(({ value, replica }) => value && replica !== replicas.name)?.replica;
  const peer = (await replicas.peers()).find(({ name }) => name === owner);
  if (peer === undefined) {
    if (missing.length === 0) return undefined;
    throw new Problem('REPLICA_UNAVAILABLE', {
      message: `${missing.join(', ')} did not answer, and may have the request.`,
    });
  }
  const named = world === worlds.baseline ? {} : { [PRODUCT.sandboxHeader]: world.name };
  const response = await peer.send(`/__admin/requests/${encodeURIComponent(id)}/replay`, {
    method: 'POST',
    headers: { ...replicas.headers, ...named, 'content-type': 'application/json' },
    body: JSON.stringify(sandbox === undefined ? {} : { sandbox }),
  });
  const body = (await response.json()) as JsonValue;
  if (!response.ok) throw toProblem(body);
  // The other replica has checked it against the document.
  return body as ReplayReport;
}

/** Converts the problem details of another replica back. */
function toProblem(details: JsonValue): Problem {
  const { code, detail } = isJsonObject(details) ? details : {};
  return new Problem(isCode(code) ? code : 'SERVER_ERROR', { message: String(detail) });
}

function isCode(code: JsonValue | undefined): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(PROBLEMS, code);
}
