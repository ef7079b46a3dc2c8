import type { CompiledContract } from '../../src/contract/model/contract.ts';
import { credentialsFor } from './draft.ts';
import type { Rule } from './oracle.ts';
import type { Subject } from './subject.ts';
import { sendWire, type Answer, type WireRequest } from './wire.ts';

/** What a request is sent to, and who hears of a promise that was broken. */
export interface Guarded {
  readonly contract: CompiledContract;
  readonly target: Pick<Subject, 'fetch' | 'position' | 'edit'>;
  readonly fail: (rule: Rule, detail: string) => never;
}

/**
 * Sends a request, and holds what comes after a write to its promises: every list is no 5xx, the state can be edited,
 * and a rejected write leaves the state's position as it was. A run is exempt from the last one: what it has
 * acknowledged before it failed stays.
 */
export async function sendGuarded(request: WireRequest, guarded: Guarded): Promise<Answer> {
  const { contract, target, fail } = guarded;
  if (request.method === 'GET') return sendWire(target.fetch, request);
  // Reading does what is due, so that nothing is when the write comes.
  await sendToList(0, guarded);
  const before = target.position();
  const answer = await sendWire(target.fetch, request);
  const found = contract.match(request.method, request.path);
  const id = found.kind === 'operation' ? found.operation.id : request.path;
  const told = `${request.method} ${request.path} was answered with ${answer.status}`;
  if (answer.status >= 400 && !RUNS.has(id) && target.position() !== before)
    fail('refused-keeps-position', `${told}, and the position went from ${before} to ${target.position()}.`);
  if (target.position() === before) return answer;
  for (let index = 0; index < listsOf(contract).length; index += 1) {
    const list = await sendToList(index, guarded);
    if (list !== undefined && list.status >= 500)
      fail('lists-stay-readable', `${told}, and ${list.path} with ${list.status} since.`);
  }
  const edited = await target.edit();
  if (edited !== 200) fail('state-stays-editable', `${told}, and an edit that changes nothing with ${edited} since.`);
  return answer;
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
]);
