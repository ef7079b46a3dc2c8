import { isSandboxName } from '../../kernel/sandbox-name.ts';
import { SimulatorError } from '../../kernel/simulator-error.ts';
import type { DiffRequest } from './diff-worlds.ts';

/** Names a state to compare. `fixtures` is what a reset of the baseline restores; an object is a sandbox. */
export type WorldReference =
  | 'baseline'
  | 'fixtures'
  | `sandbox:${string}`
  | `snapshot:${string}`
  | { readonly name: string };

/** What is compared, and how much of it is listed. */
export interface DiffOptions {
  /** Defaults to all, internal ones included. */
  readonly collections?: readonly string[];
  /** How many records are listed. Defaults to 1,000. */
  readonly limit?: number;
}

/**
 * Reads the arguments of `diff`, whose types a program in JavaScript may not keep. Throws a SimulatorError
 * (INVALID_ARGUMENT) that says what to pass.
 */
export function readDiffArguments(
  from: WorldReference,
  to: WorldReference | undefined,
  options: DiffOptions,
): Omit<DiffRequest, 'to'> & { readonly to: string | undefined } {
  const { collections, limit } = options;
  if (
    collections !== undefined &&
    !(Array.isArray(collections) && collections.every((name) => typeof name === 'string'))
  )
    throw toInvalid("`collections` is no list of names. Pass names of collections: ['threads'].");
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 0))
    throw toInvalid('`limit` is no number of records. Pass a whole number, such as 100.');
  const references = { from: toStateName('from', from), to: to === undefined ? undefined : toStateName('to', to) };
  const unused = [from, to].flatMap((each) => (typeof each === 'object' ? toStateName('from', each) : []));
  return { collections, limit, ...references, unused };
}

function toStateName(argument: 'from' | 'to', reference: unknown): string {
  if (typeof reference === 'string' && STATE.test(reference)) return reference;
  const name: unknown =
    typeof reference === 'object' && reference !== null && 'name' in reference ? reference.name : '';
  if (typeof name === 'string' && isSandboxName(name)) return `sandbox:${name}`;
  const shown = typeof reference === 'string' ? `, ${JSON.stringify(reference.slice(0, MAX_SHOWN_LENGTH))},` : '';
  throw toInvalid(
    `\`${argument}\`${shown} ${reference === undefined ? 'is missing' : 'names no state'}. ${WHAT_TO_PASS}`,
  );
}

function toInvalid(reason: string): SimulatorError {
  return new SimulatorError('INVALID_ARGUMENT', `Failed to compare: ${reason}`);
}

const WHAT_TO_PASS =
  "Pass the handle of a sandbox, 'baseline' (also for the simulator itself), 'fixtures', 'sandbox:NAME' or 'snapshot:NAME'.";
const STATE = /^(?:(?:baseline|fixtures)$|(?:sandbox|snapshot):[^])/;
const MAX_SHOWN_LENGTH = 100;
