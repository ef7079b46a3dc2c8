import { Problem } from '../../kernel/problem.ts';
import { createInTurn, type InTurn } from '../scenarios/in-turn.ts';

/**
 * Admits a replay, and passes it the turns of the worlds. Throws a Problem when too many run or wait already: each one
 * that waits keeps its request open.
 */
export type AdmitReplay = <Result>(replay: (inTurn: InTurn) => Promise<Result>) => Promise<Result>;

/** Creates the admission of the replays of a simulator. */
export function createAdmitReplay(maxReplays = MAX_REPLAYS): AdmitReplay {
  const inTurn = createInTurn();
  let admitted = 0;
  return async function admitReplay(replay) {
    if (admitted >= maxReplays) throw toOverloaded(maxReplays);
    admitted += 1;
    try {
      return await replay(inTurn);
    } finally {
      admitted -= 1;
    }
  };
}

function toOverloaded(maxReplays: number): Problem {
  return new Problem('OVERLOADED', {
    message: `${maxReplays} replays run or wait already. This one was not sent.`,
    remedy: 'Send it again when some of them have ended: those into one sandbox run one after the other.',
    headers: { 'retry-after': '1' },
  });
}

const MAX_REPLAYS = 100;
