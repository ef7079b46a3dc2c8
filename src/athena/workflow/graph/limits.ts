import type { JsonValue } from '../../../kernel/json/json.ts';
import { measureJson } from '../../../kernel/json/measure-json.ts';

/** That a step would make more than it may. Its message names the limit. */
export class LimitError extends Error {
  /** As the step's error shows it. */
  readonly code: 'output_too_large' | 'output_too_deep' | 'too_many_placeholders';

  constructor(code: LimitError['code'], message: string) {
    super(message);
    this.name = 'LimitError';
    this.code = code;
  }
}

/**
 * Counts what a step reads and makes while it is made, and throws a LimitError before memory is spent. Never by the
 * clock: the same step always stops at the same place.
 */
export interface Budget {
  /** Counts a value as its JSON. */
  charge(value: JsonValue): void;
  /** Counts what a text or a list adds beside its values, in bytes. */
  spend(bytes: number): void;
  /** Counts one `{{ path }}`. */
  fill(): void;
}

/** A budget of what one step may make. */
export function createBudget(most = MAX_OUTPUT): Budget {
  const used = { bytes: 0, placeholders: 0 };
  const spend = (bytes: number): void => {
    used.bytes += bytes;
    if (used.bytes > most) throw toLarge(most);
  };
  return {
    spend,
    charge(value) {
      const size = measureJson(value, most - used.bytes);
      if (size === 'too long') throw toLarge(most);
      if (size === 'too deep')
        throw new LimitError('output_too_deep', 'What the step makes is nested in more than 512 levels.');
      spend(size);
    },
    fill() {
      used.placeholders += 1;
      if (used.placeholders <= MAX_PLACEHOLDERS) return;
      throw new LimitError('too_many_placeholders', `The step fills more than ${MAX_PLACEHOLDERS} placeholders.`);
    },
  };
}

function toLarge(most: number): LimitError {
  return new LimitError('output_too_large', `What the step makes is larger than ${most / 1_000_000} MB.`);
}

/** In bytes of JSON: the output of one step, and what it may fill its parameters with. */
export const MAX_OUTPUT = 1_000_000;
/**
 * In bytes of JSON: the workflow as it is kept with the run, what it began with, and the inputs and outputs of its
 * steps.
 */
export const MAX_RUN_DATA = 8_000_000;
/** In bytes of JSON: what the steps of a run write in all, its data as far as it has come with each. */
export const MAX_WRITTEN = 1_000_000_000;
/** In one execution, tries included: what comes to more does not come to its end. */
export const MAX_STEPS = 1000;
/** In bytes of JSON: what one condition compares. */
export const MAX_COMPARED = 8_000_000;
/** In characters. */
export const MAX_MESSAGE = 1000;
const MAX_PLACEHOLDERS = 10_000;
