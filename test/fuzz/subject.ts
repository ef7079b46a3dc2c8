import { createSimulator } from '../../src/index.ts';
import type { ResponseCheckReport } from '../../src/pipeline/response/check.ts';
import type { FetchTarget } from './wire.ts';

/** The system under test: a simulator, or one with a deliberate defect. It starts with the demo world. */
export interface Subject {
  readonly fetch: FetchTarget;
  /** The cookie of a session of the demo user, the same for each subject; undefined where there is none. */
  readonly session: string | undefined;
  /** Returns a value that changes with each transaction. */
  position(): number;
  /** Edits a record through the control plane without changing it. Returns the status. */
  edit(): Promise<number>;
  violations(): ResponseCheckReport;
  close(): Promise<void>;
}

/** Opens a subject in its initial state. `strict` rejects undeclared parameters and fields. */
export type OpenSubject = (options: { readonly strict: boolean }) => Promise<Subject>;

/** Opens the simulator, with the packaged contract or another one. */
export function openSimulator(spec?: string): OpenSubject {
  return async ({ strict }) => {
    const simulator = await createSimulator({
      strict,
      speed: 'instant',
      rateLimit: '1000000/h',
      ...(spec === undefined ? { csrf: true } : { spec }),
    });
    const edit = async (): Promise<number> => {
      const init = { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{}' };
      return (await simulator.fetch('http://localhost/__admin/state/users/123', init)).status;
    };
    return {
      fetch: (request) => simulator.fetch(request),
      session: spec === undefined ? await openSession((request) => simulator.fetch(request)) : undefined,
      // With a seed, logical time advances with each transaction.
      position: () => simulator.clock.now().getTime(),
      edit: spec === undefined ? edit : () => Promise.resolve(200),
      violations: () => simulator.violations(),
      close: () => simulator.close(),
    };
  };
}

/** Signs in as the demo user, and returns the cookie of the session. */
export async function openSession(fetchTarget: FetchTarget): Promise<string> {
  const body = JSON.stringify({ email: 'john.doe@example.com', password: 'password' });
  const headers = { 'content-type': 'application/json' };
  const response = await fetchTarget(
    new Request('http://localhost/api/v1/auth/sign-in', { method: 'POST', headers, body }),
  );
  const [cookie] = response.headers.getSetCookie();
  if (response.status !== 200 || cookie === undefined) throw new Error(`The sign-in returned ${response.status}.`);
  return cookie.split(';', 1)[0] ?? '';
}

/**
 * A subject that is reopened after many changes, so that the effects of one request do not hide defects from the next
 * ones.
 */
export interface ResettableSubject extends Pick<Subject, 'fetch' | 'position' | 'edit' | 'session'> {
  /** Counts a change. The subject is reopened when the weights add up to 1. */
  changed(weight: number): Promise<void>;
  /** Restores the initial state if anything but a GET was sent. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Opens subjects one after the other, and passes the response checks of each to `onClose`. */
export async function openResettable(
  open: OpenSubject,
  strict: boolean,
  onClose: (checks: ResponseCheckReport) => void,
): Promise<ResettableSubject> {
  let current = await open({ strict });
  let weights = 0;
  let isFresh = true;
  const close = async (): Promise<void> => {
    onClose(current.violations());
    await current.close();
  };
  const reset = async (): Promise<void> => {
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
    session: current.session,
    position: () => current.position(),
    edit: () => current.edit(),
    changed: async (weight) => {
      weights += weight;
      if (weights >= 1) await reset();
    },
    reset,
    close,
  };
}
