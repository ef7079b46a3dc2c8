import type { CompiledContract } from '../../src/contract/model/contract.ts';
import { credentialsFor } from './draft.ts';
import type { Rule } from './oracle.ts';
import type { Subject } from './subject.ts';
import { sendWire, type WireResponse, type WireRequest } from './wire.ts';

/** The target of a request, and the handler of broken rules. */
export interface Guarded {
  readonly contract: CompiledContract;
  readonly target: Pick<Subject, 'fetch' | 'position' | 'edit'>;
  readonly fail: (rule: Rule, detail: string) => never;
}

/**
 * Sends a request and checks the state after a write: no list is a 5xx, the state can be edited, and a rejected write
 * does not change the state's position. Runs are exempt from the last rule: what they acknowledged before they failed
 * remains.
 */
export async function sendGuarded(request: WireRequest, guarded: Guarded): Promise<WireResponse> {
  const { contract, target, fail } = guarded;
  if (request.method === 'GET') return sendWire(target.fetch, request);
  // A read runs due work, so that none is left when the write arrives.
  await sendToList(0, guarded);
  const before = target.position();
  const response = await sendWire(target.fetch, request);
  const found = contract.match(request.method, request.path);
  const id = found.kind === 'operation' ? found.operation.id : request.path;
  const summary = `${request.method} ${request.path} returned ${response.status}`;
  if (response.status >= 400 && !RUNS.has(id) && target.position() !== before)
    fail('rejected-keeps-position', `${summary}, and the position went from ${before} to ${target.position()}.`);
  if (target.position() === before) return response;
  for (let index = 0; index < listsOf(contract).length; index += 1) {
    const list = await sendToList(index, guarded);
    if (list !== undefined && list.status >= 500)
      fail('lists-stay-readable', `${summary}, and ${list.path} has returned ${list.status} since.`);
  }
  const edited = await target.edit();
  if (edited !== 200)
    fail('state-stays-editable', `${summary}, and an edit without changes has returned ${edited} since.`);
  return response;
}

async function sendToList(
  index: number,
  { contract, target }: Guarded,
): Promise<{ readonly status: number; readonly path: string } | undefined> {
  const list = listsOf(contract)[index];
  if (list === undefined) return undefined;
  const request = { method: 'GET', path: list.path, query: [], headers: credentialsFor(list), body: undefined };
  const { status } = await sendWire(target.fetch, request);
  return { status, path: list.path };
}

function listsOf({ operations }: CompiledContract): CompiledContract['operations'] {
  return operations.filter(({ behaviour, path }) => behaviour === 'list' && !path.includes('{'));
}

/** Operations of more than one transaction. */
const RUNS: ReadonlySet<string> = new Set([
  'runAgent',
  'runThread',
  'runPrompt',
  'trainAgent',
  'triggerWorkflowWebhook',
  'createWorkflowExecution',
]);
