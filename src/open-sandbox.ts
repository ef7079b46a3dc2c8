import { addReply } from './assembly/testing/add-reply.ts';
import type { ControlAccess } from './assembly/testing/call-control.ts';
import { callOpen, toClosedError, withPublicErrors, type Lifetime } from './assembly/testing/public-errors.ts';
import { createTestControls, type TestControls } from './assembly/testing/test-controls.ts';
import { createWorldControls, type WorldControls } from './control/world-controls.ts';
import { forkWorld } from './control/world/fork-world.ts';
import type { FetchHandler } from './http/exchange/fetch-exchange.ts';
import { isSandboxName } from './kernel/sandbox-name.ts';
import { SimulatorError } from './kernel/simulator-error.ts';
import type { ResponseCheckReport } from './pipeline/response/check.ts';
import type { RunningEngine } from './run-engine.ts';
import { createSandboxHandle, type SandboxHandle } from './sandbox-handle.ts';
import type { World } from './store/port/world.ts';

/** What the controls of one world work with. */
export interface Controlled {
  readonly control: ControlAccess;
  readonly findWorld: () => World;
  /** Reads the world if it is in a log alone. */
  readonly load: () => Promise<void>;
  readonly violations: TestControls['violations'];
}

/** Creates the controls of one world, whose errors are SimulatorErrors. */
export function createControls(
  running: RunningEngine,
  { control, findWorld, load, violations }: Controlled,
  lifetime: Lifetime,
): WorldControls & TestControls {
  const reply: TestControls['reply'] = async (text) => {
    await load();
    await addReply(findWorld(), running.controlDeps.platform, text);
  };
  const controls = {
    ...createWorldControls({ findWorld, load, findDeps: () => running.controlDeps }),
    ...createTestControls(control, { violations, reply }),
  };
  return withPublicErrors(controls, lifetime);
}

/** Rejections of an open simulator stay those of `fetch`: a dropped connection is a TypeError. */
export function openFetch({ fetch }: RunningEngine, lifetime: Lifetime): FetchHandler {
  return (input, init) => (lifetime.isClosed ? Promise.reject(toClosedError()) : fetch(input, init));
}

/** Returns the calls of a simulator that open handles. `baseline` is what its controls work with. */
export function openSandboxes(
  baseline: Pick<Controlled, 'findWorld' | 'load'>,
  running: RunningEngine,
  lifetime: Lifetime,
): { readonly sandbox: (name: string) => SandboxHandle; readonly fork: SandboxHandle['fork'] } {
  return {
    sandbox: (name) => openSandbox(name, running, lifetime),
    fork: openFork(baseline, running, lifetime),
  };
}

/** Opens a handle on the sandbox with this name. Throws a SimulatorError when it cannot name one. */
function openSandbox(name: string, running: RunningEngine, lifetime: Lifetime): SandboxHandle {
  if (lifetime.isClosed) throw toClosedError();
  assertName(name, 'open');
  const { app, control, engine } = running;
  const { worlds } = engine;
  const violations = (): ResponseCheckReport => {
    const world = worlds.find(name)?.world;
    return world === undefined ? { checked: 0, breaches: [] } : running.engine.recorder.checksOf(world);
  };
  const findWorld = (): World => worlds.open(name).world;
  const load = async (): Promise<void> => worlds.load(name);
  const controlled = { control: { ...control, sandbox: name }, findWorld, load, violations };
  return createSandboxHandle({
    name,
    app,
    fetch: openFetch(running, lifetime),
    controls: createControls(running, controlled, lifetime),
    fork: openFork(controlled, running, lifetime),
    forget: async () => worlds.remove(name),
  });
}

/** Returns the call that forks a world. */
function openFork(
  { findWorld, load }: Pick<Controlled, 'findWorld' | 'load'>,
  running: RunningEngine,
  lifetime: Lifetime,
): SandboxHandle['fork'] {
  return (name) =>
    callOpen(lifetime, async () => {
      if (name !== undefined) assertName(name, 'fork');
      await load();
      const forked = await forkWorld(findWorld(), name, running.controlDeps);
      return openSandbox(forked.name, running, lifetime);
    });
}

function assertName(name: string, what: 'open' | 'fork'): void {
  if (isSandboxName(name)) return;
  throw new SimulatorError(
    'INVALID_ARGUMENT',
    `Failed to ${what} a sandbox: ${JSON.stringify(name)} cannot name one. Use letters, digits, - and _, up to 64 of them.`,
  );
}
