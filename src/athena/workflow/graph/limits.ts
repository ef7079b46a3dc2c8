import type { JsonValue } from '../../../kernel/json/json.ts';
import { measureJson } from '../../../kernel/json/measure-json.ts';

/** Thrown when a step would exceed one of its limits. The message names the limit. */
export class LimitError extends Error {
  /** The code that the step's error shows. */
  readonly code: 'output_too_large' | 'output_too_deep' | 'too_many_placeholders';

  constructor(code: LimitError['code'], message: string) {
    super(message);
    this.name = 'LimitError';
    this.code = code;
  }
}

/**
 * Counts the bytes that a step reads and produces, and throws a LimitError before the memory is allocated. It counts
 * bytes instead of time, so that the same step always stops at the same point.
 */
export interface Budget {
  /** Counts the size of a value's JSON. */
  charge(value: JsonValue): void;
  /** Counts bytes that a string, list or object adds to its values. */
  spend(bytes: number): void;
  /** Counts one `{{ path }}` placeholder. */
  fill(): void;
}

/** Creates a budget of `limit` bytes; by default, what the output of one step may hold. */
export function createBudget(limit = MAX_OUTPUT): Budget {
  const used = { bytes: 0, placeholders: 0 };
  const spend = (bytes: number): void => {
    used.bytes += bytes;
    if (used.bytes > limit) throw toSizeError(limit);
  };
  return {
    spend,
    charge(value) {
      const size = measureJson(value, limit - used.bytes);
      if (size === 'too long') throw toSizeError(limit);
      if (size === 'too deep')
        throw new LimitError('output_too_deep', 'The output of the step is nested more than 512 levels deep.');
      spend(size);
    },
    fill() {
      used.placeholders += 1;
      if (used.placeholders <= MAX_PLACEHOLDERS) return;
      throw new LimitError('too_many_placeholders', `The step fills more than ${MAX_PLACEHOLDERS} placeholders.`);
    },
  };
}

function toSizeError(limit: number): LimitError {
  return new LimitError('output_too_large', `The step produces more than ${limit / 1_000_000} MB.`);
}

/** Maximum size of one step's output, and of the values that fill its parameters, in bytes of JSON. */
export const MAX_OUTPUT = 1_000_000;
/**
 * Maximum size of an execution's data, in bytes of JSON: the stored copy of the workflow, the start data, and the
 * inputs and outputs of all steps.
 */
export const MAX_RUN_DATA = 8_000_000;
/** Maximum number of bytes that an execution writes in total: each step writes the execution's whole data again. */
export const MAX_WRITTEN = 1_000_000_000;
/** Maximum number of steps in one execution, retries included. It stops loops that never end. */
export const MAX_STEPS = 1000;
/** Maximum size of the values that one condition reads, in bytes of JSON. */
export const MAX_COMPARED = 8_000_000;
/** Maximum length of an error message, in characters. */
export const MAX_MESSAGE = 1000;
const MAX_PLACEHOLDERS = 10_000;
