import { BASELINE } from '../api/call.ts';
import { toStateName, toWorld } from '../api/state-names.ts';

/** The two states that are compared, as the control plane names them: `baseline`, `sandbox:w1`, `snapshot:before`. */
export interface Compared {
  readonly from: string;
  readonly to: string;
}

/** Returns what is compared when a state is chosen for one side. That of the other side changes places with it. */
export function chooseSide(compared: Compared, side: keyof Compared, state: string): Compared {
  const { from, to } = compared;
  return state === (side === 'from' ? to : from) ? { from: to, to: from } : { ...compared, [side]: state };
}

/** What a comparison is chosen by. */
interface Choice extends Partial<Compared> {
  /** The world that the page shows. */
  readonly world: string;
  /** What can be compared: the baseline, the fixtures, sandboxes and snapshots. */
  readonly options: readonly string[];
}

/**
 * Returns what is compared: by default the shown world with another, the baseline first. What was chosen and is gone
 * counts as not chosen.
 */
export function chooseCompared({ world, options, ...chosen }: Choice): Compared {
  const has = (option: string | undefined): option is string => option !== undefined && options.includes(option);
  const from = has(chosen.from) ? chosen.from : undefined;
  const to = has(chosen.to) ? chosen.to : undefined;
  if (from !== undefined && to !== undefined) return { from, to };
  const shown = has(toStateName(world)) ? toStateName(world) : BASELINE;
  const other = (than: string): string => [shown, BASELINE, ...options].find((option) => option !== than) ?? than;
  if (from !== undefined) return { from, to: other(from) };
  if (to !== undefined) return { from: other(to), to };
  if (shown !== BASELINE) return { from: BASELINE, to: shown };
  const sandbox = options.find((option) => toWorld(option) !== undefined && option !== BASELINE);
  return sandbox === undefined ? { from: other(BASELINE), to: BASELINE } : { from: BASELINE, to: sandbox };
}
