import type { Platform } from '../../behaviour/platform.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import { Problem, type StateFault } from '../../kernel/problem.ts';
import { SimulatorError } from '../../kernel/simulator-error.ts';
import type { World } from '../../store/port/world.ts';
import type { ReplyOptions } from '../load/load-contract.ts';
import { withOptionNames } from './call-control.ts';

/** Adds a rule to the replies of a world, before those that it has. Throws a Problem that lists every fault of it. */
export async function addReply(
  world: World,
  platform: Platform | undefined,
  reply: string | ReplyOptions,
): Promise<void> {
  if (platform === undefined)
    throw new SimulatorError('INVALID_ARGUMENT', 'Failed to add a reply: this contract has no models that reply.');
  const rule = toRule(typeof reply === 'string' ? { reply } : reply);
  const faults = platform.replies.findFaults([rule], []);
  if (faults.length > 0) throw new Problem('VALIDATION_FAILED', { message: faults.map(toLine).join(' '), faults });
  await world.store.transaction((transaction) => platform.replies.insert(transaction, rule));
}

/** Returns the rule as a script file has it. The copy is the world's own: what a test changes later has no effect. */
function toRule({ toolCalls, ...reply }: ReplyOptions): JsonObject {
  return JSON.parse(JSON.stringify({ ...reply, tool_calls: toolCalls })) as JsonObject;
}

function toLine({ pointer, message, remedy }: StateFault): string {
  return withOptionNames(`${pointer.replace('/0', '') || 'reply'}: ${message} ${remedy}`, 'tool_calls');
}
