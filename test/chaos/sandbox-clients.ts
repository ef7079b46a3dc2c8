import { CARRIERS, toCarrier } from './carriers.ts';
import { send } from './send-request.ts';

/** What the client of a sandbox knows of its writes. */
export interface SandboxOutcome {
  readonly stored: Map<string, string>;
  readonly rejected: Set<string>;
  readonly unexpected: string[];
}

/** Clients that create threads, one in each sandbox. */
export interface SandboxClients {
  readonly acknowledged: number;
  /** The longest time in milliseconds in which a sandbox has acknowledged nothing. */
  readonly longestGap: number;
  stop(): Promise<ReadonlyMap<string, SandboxOutcome>>;
}

/** Starts a client for each sandbox. Each names its sandbox in all ways, one after the other. */
export function startSandboxClients(url: string, sandboxes: readonly string[]): SandboxClients {
  const outcomes = new Map<string, SandboxOutcome>();
  const state = { acknowledged: 0, longestGap: 0, isStopped: false };
  const run = async (sandbox: string): Promise<void> => {
    const outcome: SandboxOutcome = { stored: new Map(), rejected: new Set(), unexpected: [] };
    outcomes.set(sandbox, outcome);
    let lastAt: number | undefined;
    for (let step = 0; !state.isStopped; step += 1) {
      const name = `thread-${sandbox}-${step}`;
      const { path, headers } = toCarrier(CARRIERS[step % CARRIERS.length] ?? 'header', sandbox);
      const sent = await send('POST', `${url}${path}/api/v1/threads`, { body: { name }, headers });
      if (sent.kind === 'rejected') outcome.rejected.add(name);
      if (sent.kind === 'unexpected') outcome.unexpected.push(sent.reason);
      if (sent.kind !== 'stored') continue;
      const now = performance.now();
      outcome.stored.set(name, (sent.body as { readonly data: { readonly uuid: string } }).data.uuid);
      state.acknowledged += 1;
      state.longestGap = Math.max(state.longestGap, now - (lastAt ?? now));
      lastAt = now;
    }
  };
  const all = Promise.all(sandboxes.map(run));
  return {
    get acknowledged() {
      return state.acknowledged;
    },
    get longestGap() {
      return state.longestGap;
    },
    stop: async () => {
      state.isStopped = true;
      await all;
      return outcomes;
    },
  };
}
