import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { findViolation, type Operation } from '../support/linearizability.ts';
import { createProgressCheck } from '../support/progress.ts';
import type { Replica } from './replica-process.ts';
import { send, type Outcome } from './send-request.ts';

/** What the clients of a workload know when it has ended. */
export interface Outcomes {
  /** The uuids of the acknowledged threads by their names. */
  readonly stored: ReadonlyMap<string, string>;
  /** The names of threads of which the response said that nothing was changed. */
  readonly rejected: ReadonlySet<string>;
  /** The names of threads that may have been stored. */
  readonly unknown: ReadonlySet<string>;
  /** Responses that no outage explains. */
  readonly unexpected: readonly string[];
  /** How many writes were acknowledged, those of registers included. */
  readonly acknowledged: number;
  /** Why the history of a register is not linearizable. */
  readonly violations: readonly string[];
}

/** Clients that write and read until they are stopped, or the test ends. */
export interface Workload {
  /**
   * Returns a function that says whether fewer writes than these were acknowledged until now, and throws when none was
   * for a minute.
   */
  createProgressCheck(writes: number): () => boolean;
  stop(): Promise<Outcomes>;
}

/**
 * Starts clients of all replicas. Some create threads, each with a name of its own; the others change the names of a
 * few threads and read them with `X-Athena-Read: latest`, as registers. A client that meets an outage goes on at the
 * next replica.
 */
export async function startWorkload(replicas: readonly Pick<Replica, 'url'>[]): Promise<Workload> {
  const record = new Recorder();
  const registers = await createRegisters(replicas, record);
  const control = { isStopped: false };
  onTestFinished(() => void (control.isStopped = true));
  const urlOf = (turn: number): string => replicas[turn % replicas.length]?.url ?? '';
  const run = async (client: number, act: (url: string, step: number) => Promise<Outcome['kind']>): Promise<void> => {
    let turn = client;
    for (let step = 0; !control.isStopped; step += 1) {
      const kind = await act(urlOf(turn), step);
      if (kind === 'stored') continue;
      turn += 1;
      await sleep(PAUSE);
    }
  };
  const creators = range(CREATORS).map((client) =>
    run(client, (url, step) => record.create(url, `thread-${client}-${step}`)),
  );
  const others = range(REGISTER_CLIENTS).map((client) =>
    run(client, async (url, step) => {
      const register = registers[(client + step) % registers.length];
      if (register === undefined) throw new Error('There is no register.');
      return step % 2 === 0 ? record.write(url, register, `${client}-${step}`) : record.read(url, register);
    }),
  );
  return {
    createProgressCheck: (wanted) =>
      createProgressCheck({ what: 'writes were acknowledged', wanted, count: () => record.acknowledged }),
    stop: async () => {
      control.isStopped = true;
      await Promise.all([...creators, ...others]);
      const violations = registers.flatMap(({ history }) => findViolation(FIRST, history) ?? []);
      return { ...record.outcomes, acknowledged: record.acknowledged, violations };
    },
  };
}

/** A thread whose name is written and read. */
interface Register {
  readonly uuid: string;
  readonly history: Operation[];
}

/** Sends requests, and notes what became of them. */
class Recorder {
  acknowledged = 0;
  readonly outcomes = {
    stored: new Map<string, string>(),
    rejected: new Set<string>(),
    unknown: new Set<string>(),
    unexpected: [] as string[],
  };

  async create(url: string, name: string): Promise<Outcome['kind']> {
    const outcome = this.#note(await send('POST', `${url}${THREADS}`, { body: { name } }));
    if (outcome.kind === 'stored') this.outcomes.stored.set(name, toThread(outcome.body).uuid);
    if (outcome.kind === 'rejected' || outcome.kind === 'unknown') this.outcomes[outcome.kind].add(name);
    return outcome.kind;
  }

  /** A write of which the response says that nothing was changed is not part of the history: no client may read it. */
  async write(url: string, { uuid, history }: Register, value: string): Promise<Outcome['kind']> {
    const start = performance.now();
    const outcome = this.#note(
      await send('PUT', `${url}${THREADS}/${uuid}`, { body: { name: value }, headers: LATEST }),
    );
    if (outcome.kind === 'stored') history.push({ kind: 'write', value, start, end: performance.now() });
    if (outcome.kind === 'unknown') history.push({ kind: 'write', value, start, end: Infinity });
    return outcome.kind;
  }

  async read(url: string, { uuid, history }: Register): Promise<Outcome['kind']> {
    const start = performance.now();
    const outcome = await send('GET', `${url}${THREADS}/${uuid}`, { headers: LATEST });
    if (outcome.kind === 'unexpected') this.outcomes.unexpected.push(outcome.reason);
    if (outcome.kind === 'stored')
      history.push({ kind: 'read', value: toThread(outcome.body).name, start, end: performance.now() });
    return outcome.kind;
  }

  #note(outcome: Outcome): Outcome {
    if (outcome.kind === 'stored') this.acknowledged += 1;
    if (outcome.kind === 'unexpected') this.outcomes.unexpected.push(outcome.reason);
    return outcome;
  }
}

async function createRegisters(
  [first]: readonly Pick<Replica, 'url'>[],
  record: Recorder,
): Promise<readonly Register[]> {
  const names = range(REGISTERS).map((index) => `register-${index}`);
  for (const name of names) await record.create(first?.url ?? '', name);
  const registers = names.map((name) => ({ uuid: record.outcomes.stored.get(name) ?? '', history: [] }));
  for (const name of names) record.outcomes.stored.delete(name);
  const made = await Promise.all(
    registers.map(({ uuid }) => send('PUT', `${first?.url ?? ''}${THREADS}/${uuid}`, { body: { name: FIRST } })),
  );
  if (made.some(({ kind }) => kind !== 'stored')) throw new Error('The registers were not created.');
  return registers;
}

function toThread(body: unknown): { readonly uuid: string; readonly name: string } {
  return (body as { readonly data: { readonly uuid: string; readonly name: string } }).data;
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}

const THREADS = '/api/v1/threads';
const LATEST = { 'x-athena-read': 'latest' };
const FIRST = 'first';
const CREATORS = 9;
const REGISTER_CLIENTS = 6;
const REGISTERS = 4;
/** Milliseconds after a request that met an outage. */
const PAUSE = 20;
