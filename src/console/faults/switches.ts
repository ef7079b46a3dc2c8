import { toPath, type Call } from '../api/call.ts';
import type { Fault, FaultRule } from '../api/types.ts';

/** How the switch of an operation stands: it works, some of its requests fail, or all do. */
export type SwitchState = 'off' | 'some' | 'always';

/** How the switches make operations fail. */
export interface SwitchSettings {
  readonly status: number;
  /** How many requests fail, where not all do. */
  readonly times: number;
}

/** The switch of an operation. */
export interface OperationSwitch {
  readonly state: SwitchState;
  /** How many more requests fail; undefined when all do, or none. */
  readonly left: number | undefined;
  readonly status: number | undefined;
  /** The rules that the switch has made, also those that are used up. */
  readonly rules: readonly Fault[];
  /** The kinds of the other rules of this operation. */
  readonly others: readonly string[];
}

/** How a switch is to stand, and the rules that it has made so far. */
export interface SwitchTarget extends Pick<OperationSwitch, 'state' | 'rules'> {
  readonly settings: SwitchSettings;
}

/** Returns how the switch of an operation stands, by the faults of the world. */
export function readSwitch(operation: string, faults: readonly Fault[]): OperationSwitch {
  const own = faults.filter((fault) => fault.operation_id === operation);
  const rules = own.filter(isOfSwitch);
  const active = rules.find((fault) => toLeft(fault) !== 0);
  const left = active === undefined ? undefined : toLeft(active);
  return {
    state: active === undefined ? 'off' : left === undefined ? 'always' : 'some',
    left,
    status: active?.status,
    rules,
    others: own.filter((fault) => !isOfSwitch(fault)).map(({ kind }) => kind),
  };
}

/** Returns how many more requests a fault hits; undefined when there is no limit. */
export function toLeft({ times, hits }: Fault): number | undefined {
  return times === undefined ? undefined : Math.max(0, times - hits);
}

/**
 * Returns the calls that set a switch. The new rule comes first, so that no request passes in between; the old ones are
 * deleted after it.
 */
export function toSwitchCalls(operation: string, { state, settings, rules }: SwitchTarget): readonly Call[] {
  const { status, times } = settings;
  const rule: FaultRule = { operation_id: operation, kind: 'status', status, ...(state === 'some' ? { times } : {}) };
  return [
    ...(state === 'off' ? [] : [{ method: 'POST', path: '/__admin/faults', body: rule } as const]),
    ...rules.map(({ id }) => ({ method: 'DELETE', path: toPath`/__admin/faults/${id}` }) as const),
  ];
}

/** Whether a rule has nothing but what a switch sets. */
function isOfSwitch(fault: Fault): boolean {
  return fault.kind === 'status' && Object.keys(fault).every((name) => SET.has(name));
}

const SET: ReadonlySet<string> = new Set(['id', 'hits', 'operation_id', 'kind', 'status', 'times']);
