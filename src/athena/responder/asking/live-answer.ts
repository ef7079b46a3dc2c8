import { toAnswer, type Answer, type CheckedChunk } from '../model/answer.ts';
import type { Question, Responder } from '../model/responder.ts';
import { readAnswer, type Asking } from './read-answer.ts';

/** An answer that is being given. Several readers can follow it. */
export interface LiveAnswer {
  /** The chunks that have arrived. */
  readonly chunks: readonly CheckedChunk[];
  /** Resolves when another chunk has arrived. */
  readonly grown: Promise<void>;
  /** The complete answer. Never rejects. */
  readonly answer: Promise<Answer>;
  /** Tells the responder that the answer is no longer wanted. What has not arrived yet becomes a failure. */
  abort(): void;
  readonly isAborted: boolean;
}

/** Asks a responder. */
export function openAnswer(
  responder: Responder,
  question: Question,
  { elapsed, limits }: Omit<Asking, 'signal'>,
): LiveAnswer {
  const controller = new AbortController();
  const asking = { signal: controller.signal, elapsed, ...(limits === undefined ? {} : { limits }) };
  const chunks: CheckedChunk[] = [];
  let growth = createGrowth();
  const read = async (): Promise<Answer> => {
    for await (const chunk of readAnswer(responder, question, asking)) {
      chunks.push(chunk);
      const { resolve } = growth;
      growth = createGrowth();
      resolve();
    }
    return toAnswer(chunks);
  };
  const answer = read();
  let isAborted = false;
  const abort = (): void => {
    isAborted = true;
    controller.abort();
  };
  // Aborts the responder when a limit ends its answer.
  void answer.then(({ kind }) => kind === 'failure' && controller.abort());
  return {
    chunks,
    answer,
    abort,
    get grown() {
      return growth.promise;
    },
    get isAborted() {
      return isAborted;
    },
  };
}

/** Waits for a complete answer. Aborts it together with the signal. */
export async function waitForAnswer({ answer, abort }: LiveAnswer, signal: AbortSignal): Promise<Answer> {
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await answer;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

interface Growth {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

function createGrowth(): Growth {
  let resolve = NO_GROWTH;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const NO_GROWTH = (): void => {};
