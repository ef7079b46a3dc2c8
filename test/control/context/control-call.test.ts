import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/behaviour/rule/behaviour.ts';
import type { ControlCallDeps } from '../../../src/control/context/control.ts';
import { toControlRules, type ControlCalls } from '../../../src/control/context/control-call.ts';
import { CONTROL_CALLS } from '../../../src/control/control-calls.ts';

type Published = Parameters<ControlCallDeps['recorder']['publish']>[0];

/** Runs a call whose outcome is given, and returns the events that it published. */
async function publishedBy(calls: Partial<ControlCalls>, id: keyof ControlCalls): Promise<readonly Published[]> {
  const published: Published[] = [];
  const deps = { recorder: { publish: (event: Published) => void published.push(event) } } as ControlCallDeps;
  const rules = toControlRules({ ...CONTROL_CALLS, ...calls }, deps);
  await rules.get(id)?.({ world: { name: 'w' } } as Call);
  return published;
}

describe('a call of the control plane', () => {
  it('publishes an event of what it changes, once it has succeeded', async () => {
    const reset: ControlCalls['resetState'] = {
      state: 'records',
      changes: 'state',
      handle: () => ({ kind: 'success' }),
    };
    expect(await publishedBy({ resetState: reset }, 'resetState')).toEqual([
      { type: 'state', world: 'w', data: { operation_id: 'resetState' } },
    ]);
    const handle = (): { kind: 'conflict'; message: string } => ({ kind: 'conflict', message: 'Later.' });
    expect(await publishedBy({ resetState: { ...reset, handle } }, 'resetState')).toEqual([]);
  });

  it('publishes nothing when it changes nothing', async () => {
    const saved: ControlCalls['deleteSnapshot'] = { state: 'snapshots', handle: () => ({ kind: 'success' }) };
    expect(await publishedBy({ deleteSnapshot: saved }, 'deleteSnapshot')).toEqual([]);
  });

  it('is typed by the document: its parameters, its body and its result', () => {
    const calls = {
      deleteFault: {
        state: 'faults',
        // @ts-expect-error The path has the parameter `fault`.
        handle: ({ path: { id } }) => ({ kind: 'not_found', model: 'Fault', key: String(id) }),
      },
      advanceClock: {
        state: 'records',
        // @ts-expect-error The milliseconds are a number.
        handle: ({ body: { ms } }) => ({ kind: 'conflict', message: ms satisfies string | undefined }),
      },
      listSandboxes: {
        state: 'sandboxes',
        // @ts-expect-error The result has a limit.
        handle: () => ({ kind: 'success', body: { sandboxes: [] } }),
      },
    } satisfies Partial<ControlCalls>;
    // @ts-expect-error There is no such call.
    const unknown = { listPlanets: { handle: () => ({ kind: 'success' }) } } satisfies Partial<ControlCalls>;
    expect(Object.keys({ ...calls, ...unknown })).toHaveLength(4);
  });
});
