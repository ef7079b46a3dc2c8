import { UsageError } from './usage-error.ts';

/**
 * Throws a UsageError for a value that cannot be a segment of a path. A URL has no empty segment, and drops `.` and `..`
 * even when they are percent-encoded (WHATWG URL): the request would be another call, such as a delete of the whole
 * list.
 */
export function checkSegment(name: string, value: string): void {
  if (value === '') throw new UsageError(`The ${name} is empty.`);
  if (DOTS.test(value)) throw new UsageError(`The ${name} cannot be ${JSON.stringify(value)}: no address can name it.`);
}

const DOTS = /^(?:\.|%2e){1,2}$/i;
