import { Problem } from '../../kernel/problem.ts';
import { createInTurn, type InTurn } from '../scenarios/in-turn.ts';

/**
 * Admits a replay, and passes it what replays share. Throws a Problem when too many run or wait already: each one that
 * waits keeps its request open.
 */
export type AdmitReplay = <Result>(replay: (shared: SharedByReplays) => Promise<Result>) => Promise<Result>;

/** What the replays of a simulator share. */
export interface SharedByReplays {
  /** The turns of the worlds. */
  readonly inTurn: InTurn;
  /** Returns the id of the next replay of a request: `<id>.replay-<number>`. The number counts those of the request. */
  readonly nextId: (of: string) => string;
}

/** Creates the admission of the replays of a simulator. */
export function createAdmitReplay(maxReplays = MAX_REPLAYS): AdmitReplay {
  const shared = { inTurn: createInTurn(), nextId: createNextId() };
  let admitted = 0;
  return async function admitReplay(replay) {
    if (admitted >= maxReplays) throw toOverloaded(maxReplays);
    admitted += 1;
    try {
      return await replay(shared);
    } finally {
      admitted -= 1;
    }
  };
}

function createNextId(): SharedByReplays['nextId'] {
  const counts = new Map<string, number>();
  return function nextId(of) {
    // A replay of a replay counts as one of the request.
    const id = of.replace(REPLAY, '').slice(0, MAX_ID_LENGTH);
    const number = (counts.get(id) ?? 0) + 1;
    counts.delete(id);
    counts.set(id, number);
    const [oldest] = counts.keys();
    if (counts.size > MAX_COUNTED && oldest !== undefined) counts.delete(oldest);
    return `${id}.replay-${number}`;
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
const REPLAY = /\.replay-\d{1,9}$/;
const MAX_ID_LENGTH = 100;
/** Requests whose replays are counted: clients choose the ids. */
const MAX_COUNTED = 10_000;
