import { callControl, type ControlAccess } from '../assembly/testing/call-control.ts';
import { createTestControls, type TestControls } from '../assembly/testing/test-controls.ts';
import type { ReplyOptions } from '../assembly/load/load-contract.ts';
import { PRODUCT } from '../kernel/product.ts';
import { setBaggage } from '../kernel/text/baggage.ts';
import { parseTimestamp, toDate } from '../kernel/time/clock.ts';
import type { ResponseCheckReport } from '../pipeline/response/check.ts';
import type { StoreSnapshot } from '../store/port/store.ts';
import type { operations } from '../control/wire/control.generated.ts';
import { toRemoteControl, type ServerAddress } from './remote-control.ts';

/** The time of a world. */
export interface RemoteClock {
  now(): Promise<Date>;
  /** Stops the clock, at its current time by default. */
  freeze(at?: Date | string): Promise<void>;
  /** Moves the clock by milliseconds or an ISO 8601 duration (`PT1H`). Resolves when all due work is done. */
  advance(by: number | string): Promise<void>;
  /** Lets the time pass again, from the current time. */
  resume(): Promise<void>;
}

/** A sandbox of a running server, which may be another process. */
export interface RemoteWorld extends Omit<TestControls, 'violations'> {
  readonly name: string;
  /** The address of the server. */
  readonly url: string;
  /** The path prefix that selects the sandbox: `/__sandbox/w3`. */
  readonly path: string;
  /** The address of the sandbox, for code under test that takes one. */
  readonly baseUrl: string;
  /** The headers that select the sandbox in a request, and in those that services pass on. */
  readonly headers: Readonly<Record<string, string>>;
  readonly clock: RemoteClock;
  /** Restores the initial state and removes every fault. */
  reset(): Promise<void>;
  /** Saves the state under a name. */
  snapshot(name: string): Promise<void>;
  /** Restores a snapshot of this sandbox, or of the baseline when it has none with that name. */
  restore(name: string): Promise<void>;
  /** Returns the stored records by collection. */
  state(): Promise<StoreSnapshot>;
  /** Returns the number of responses checked against the contract, and each way in which one broke it. */
  violations(): Promise<ResponseCheckReport>;
}

/** Returns the sandbox with this name, which its first use creates. */
export function openRemoteWorld(server: ServerAddress, name: string): RemoteWorld {
  const access = toRemoteControl(server, name);
  const path = `/__sandbox/${name}`;
  const { violations: _inProcess, ...controls } = createTestControls(access, {
    violations: () => ({ checked: 0, breaches: [] }),
    reply: (reply) => callControl(access, 'POST', '/replies', toRule(reply)),
  });
  return {
    ...controls,
    name,
    url: server.url,
    path,
    baseUrl: server.url + path,
    headers: {
      [PRODUCT.sandboxHeader]: name,
      baggage: setBaggage(undefined, PRODUCT.sandboxBaggage, name),
    },
    clock: createRemoteClock(access),
    reset: () => callControl(access, 'POST', '/reset'),
    snapshot: async (snapshot) =>
      void (await callControl(access, 'POST', '/snapshots', { name: snapshot, replace: true })),
    restore: async (snapshot) =>
      void (await callControl(access, 'POST', `/snapshots/${encodeURIComponent(snapshot)}/restore`)),
    state: () => callControl(access, 'GET', '/state'),
    violations: async () => toReport(await callControl(access, 'GET', '/violations')),
  };
}

/** Deletes a sandbox. Its next use starts from the baseline. */
export async function forgetRemoteWorld(server: ServerAddress, name: string): Promise<void> {
  const response = await fetch(`${server.url}/__admin/sandboxes/${name}`, {
    method: 'DELETE',
    headers: { [PRODUCT.adminTokenHeader]: server.adminToken },
  });
  await response.body?.cancel();
}

function createRemoteClock(access: ControlAccess): RemoteClock {
  return {
    now: async () =>
      toDate(parseTimestamp((await callControl<{ readonly now: string }>(access, 'GET', '/clock')).now) ?? 0),
    freeze: async (at) =>
      void (await callControl(access, 'POST', '/clock/freeze', at === undefined ? {} : { at: toText(at) })),
    advance: async (by) =>
      void (await callControl(
        access,
        'POST',
        '/clock/advance',
        typeof by === 'string' ? { duration: by } : { ms: by },
      )),
    resume: async () => void (await callControl(access, 'POST', '/clock/resume')),
  };
}

function toText(at: Date | string): string {
  return typeof at === 'string' ? at : at.toISOString();
}

type Report = operations['listViolations']['responses'][200]['content']['application/json'];

function toReport({ checked, violations }: Report): ResponseCheckReport {
  return {
    checked,
    breaches: violations.map(({ operation_id: operationId, ...breach }) => ({ operationId, ...breach })),
  };
}

/** Returns the rule as the control plane has it. */
function toRule(reply: string | ReplyOptions): object {
  if (typeof reply === 'string') return { reply };
  const { toolCalls, ...rule } = reply;
  return toolCalls === undefined ? rule : { ...rule, tool_calls: toolCalls };
}
