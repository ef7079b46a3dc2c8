import { isSandboxName } from '../kernel/sandbox-name.ts';
import type { ResponseLedger } from '../pipeline/check.ts';
import type { ControlAccess } from './call-control.ts';
import type { Engine } from './open-engine.ts';
import { createSandbox, createWorldHandle, type Sandbox, type WorldHandle } from './world-handle.ts';

/** The control plane for whoever is in the same process: of the baseline, and of sandboxes. */
export interface Handles extends WorldHandle {
  sandbox(name: string): Sandbox;
}

/** Handles on the worlds of an engine. */
export function createHandles(
  { worlds, watch, check }: Engine,
  { fetch, ...access }: Omit<ControlAccess, 'sandbox'> & Pick<WorldHandle, 'fetch'>,
): Handles {
  const violationsOf = (name: string): ResponseLedger => {
    const world = worlds.find(name)?.world;
    return world === undefined ? { checked: 0, breaches: [] } : watch.ledger(world);
  };
  return {
    ...createWorldHandle({ ...access, sandbox: undefined }, { fetch, violations: check.ledger }),
    sandbox: (name) => {
      if (!isSandboxName(name))
        throw new RangeError(`${JSON.stringify(name)} cannot name a sandbox: use letters, digits, - and _, up to 64 of them.`);
      return createSandbox({ ...access, sandbox: name }, { fetch, violations: () => violationsOf(name) });
    },
  };
}
