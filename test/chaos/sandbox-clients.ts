import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { CARRIERS, toCarrier } from './carriers.ts';
import { send } from './send-request.ts';

/** What the client of a sandbox knows of its writes. */
export interface SandboxOutcome {
  readonly stored: Map<string, string>;
  readonly rejected: Set<string>;
  readonly unexpected: string[];
}

/** Clients that create threads, one in each sandbox, until they are stopped, or the test ends. */
export interface SandboxClients {
  readonly acknowledged: number;
  /**
   * Returns the longest time in milliseconds in which a sandbox has acknowledged nothing, since the last call or the
   * start.
   */
  takeLongestGap(): number;
  stop(): Promise<ReadonlyMap<string, SandboxOutcome>>;
}

/** Starts a client for each sandbox. Each names its sandbox in all ways, one after the other. */
export function startSandboxClients(url: string, sandboxes: readonly string[]): SandboxClients {
  const outcomes = new Map<string, SandboxOutcome>();
  const state = { acknowledged: 0, isStopped: false };
  const gaps = sandboxes.map(() => ({ since: performance.now(), longest: 0 }));
  onTestFinished(() => void (state.isStopped = true));
  const run = async (sandbox: string, index: number): Promise<void> => {
    const outcome: SandboxOutcome = { stored: new Map(), rejected: new Set(), unexpected: [] };
    outcomes.set(sandbox, outcome);
    for (let step = 0; !state.isStopped; step += 1) {
      await sleep(PAUSE);
      const name = `thread-${sandbox}-${step}`;
      const { path, headers } = toCarrier(CARRIERS[step % CARRIERS.length] ?? 'header', sandbox);
      const sent = await send('POST', `${url}${path}/api/v1/threads`, { body: { name }, headers });
      if (sent.kind === 'rejected') outcome.rejected.add(name);
      if (sent.kind === 'unexpected') outcome.unexpected.push(sent.reason);
      if (sent.kind !== 'stored') continue;
      outcome.stored.set(name, (sent.body as { readonly data: { readonly uuid: string } }).data.uuid);
      state.acknowledged += 1;
      const { since = 0, longest = 0 } = gaps[index] ?? {};
      const now = performance.now();
      gaps[index] = { since: now, longest: Math.max(longest, now - since) };
    }
  };
  const all = Promise.all(sandboxes.map(run));
  return {
    get acknowledged() {
      return state.acknowledged;
    },
    takeLongestGap: () => {
      const now = performance.now();
      const longest = Math.max(...gaps.map((gap) => Math.max(gap.longest, now - gap.since)));
      for (const [index] of sandboxes.entries()) gaps[index] = { since: now, longest: 0 };
      return longest;
    },
    stop: async () => {
      state.isStopped = true;
      await all;
      return outcomes;
    },
  };
}

/** Milliseconds between two writes of a sandbox: clients that keep a machine busy measure how busy it is. */
const PAUSE = 40;
