import { createSharedLog, createSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator.ts';
import { createCaller, type Call } from '../control/admin.ts';

/** A simulator of a shared log, and its calls. */
export interface Replica {
  readonly simulator: Simulator;
  /** Calls it as the demo user. */
  readonly call: Call;
  /** The same in the sandbox `w1`. */
  readonly callSandbox: Call;
}

/** Several simulators over one log. */
export interface Replicas extends AsyncDisposable {
  readonly left: Replica;
  readonly right: Replica;
  /** Opens one more. */
  join(options?: SimulatorOptions): Promise<Replica>;
  /** Closes all of them: what is left is the log. */
  closeAll(): Promise<void>;
}

/** Opens two simulators over a log of its own. */
export type OpenReplicas = (common?: SimulatorOptions) => Promise<Replicas>;

/** Opens two simulators over one log in memory. */
export const openReplicas: OpenReplicas = (common = {}) => {
  const log = createSharedLog();
  return openPair((options) => createSimulator({ ...common, log, ...options }));
};

/** Opens two simulators by a function that opens one. `headers` are sent with each of their requests. */
export async function openPair(
  openOne: (options: SimulatorOptions) => Promise<Simulator>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Replicas> {
  const open: Simulator[] = [];
  const join: Replicas['join'] = async (options = {}) => {
    const simulator = await openOne(options);
    open.push(simulator);
    return {
      simulator,
      call: createCaller(simulator, undefined, headers),
      callSandbox: createCaller(simulator, 'w1', headers),
    };
  };
  const closeAll = async (): Promise<void> => void (await Promise.all(open.splice(0).map((each) => each.close())));
  return { left: await join(), right: await join(), join, closeAll, [Symbol.asyncDispose]: closeAll };
}

/** Returns the statuses of requests that go to the replicas in turn. */
export async function statusesInTurn(
  replicas: readonly Replica[],
  path: string,
  count: number,
): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const replica = replicas[index % replicas.length];
    if (replica !== undefined) statuses.push((await replica.call('GET', path)).status);
  }
  return statuses;
}
