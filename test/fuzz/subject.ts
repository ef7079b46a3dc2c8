import { createSimulator } from '../../src/index.ts';
import type { ResponseCheckReport } from '../../src/pipeline/response/check.ts';
import type { FetchTarget } from './wire.ts';

/** What is fuzzed: a simulator, or one that a test has spoilt. It begins with the demo world. */
export interface Subject {
  readonly fetch: FetchTarget;
  /** Another one after each transaction. */
  position(): number;
  /** Edits a record by the control plane so that it stays what it is; gives the status. */
  edit(): Promise<number>;
  violations(): ResponseCheckReport;
  close(): Promise<void>;
}

/** Opens a subject in its initial state. `strict` refuses what the contract does not declare. */
export type OpenSubject = (options: { readonly strict: boolean }) => Promise<Subject>;

/** The simulator itself, of the packaged contract or of another. */
export function openSimulator(spec?: string): OpenSubject {
  return async ({ strict }) => {
    const simulator = await createSimulator({ strict, speed: 'instant', ...(spec === undefined ? {} : { spec }) });
    const edit = async (): Promise<number> => {
      const init = { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{}' };
      return (await simulator.fetch('http://localhost/__admin/state/users/123', init)).status;
    };
    return {
      fetch: (request) => simulator.fetch(request),
      // With a seed, logical time moves on with each transaction.
      position: () => simulator.clock.now().getTime(),
      edit: spec === undefined ? edit : () => Promise.resolve(200),
      violations: () => simulator.violations(),
      close: () => simulator.close(),
    };
  };
}

/**
 * A subject that is opened anew when what was accepted has changed it much, so that what one request did hides nothing
 * from the next ones.
 */
export interface RenewableSubject extends Pick<Subject, 'fetch' | 'position' | 'edit'> {
  /** Counts a change: after changes of the weight 1 in all it is opened anew. */
  changed(weight: number): Promise<void>;
  /** Puts it back to its initial state, where anything but a GET was sent to it. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** Opens subjects one after the other, and hands the account of each to `onClose`. */
export async function openRenewable(
  open: OpenSubject,
  strict: boolean,
  onClose: (ledger: ResponseCheckReport) => void,
): Promise<RenewableSubject> {
  let current = await open({ strict });
  let weights = 0;
  let isFresh = true;
  const close = async (): Promise<void> => {
    onClose(current.violations());
    await current.close();
  };
  const renew = async (): Promise<void> => {
    if (isFresh) return;
    await close();
    current = await open({ strict });
    weights = 0;
    isFresh = true;
  };
  return {
    fetch: (request) => {
      isFresh &&= request.method === 'GET';
      return current.fetch(request);
    },
    position: () => current.position(),
    edit: () => current.edit(),
    changed: async (weight) => {
      weights += weight;
      if (weights >= 1) await renew();
    },
    renew,
    close,
  };
}
