import { toSegments } from '../../api/differences.ts';
import type { Failure } from '../../api/failure.ts';

/** The errors of a failed save: those of each field, and those of none. */
export interface FieldErrors {
  readonly byField: ReadonlyMap<string, readonly string[]>;
  readonly others: Failure['errors'];
}

/** Sorts the errors of a failed save by the fields of a form. */
export function toFieldErrors(errors: Failure['errors'], names: readonly string[]): FieldErrors {
  const placed = errors.map((error) => ({ error, name: findName(error, names) }));
  const messagesOf = (name: string): readonly string[] =>
    placed.flatMap(({ error, name: own }) => (own === name ? [error.message] : []));
  return {
    byField: new Map(placed.flatMap(({ name }) => (name === undefined ? [] : [[name, messagesOf(name)] as const]))),
    others: placed.flatMap(({ error, name }) => (name === undefined ? [error] : [])),
  };
}

/**
 * Returns the field that an error is about. The control plane names a place of the state,
 * `/collections/pets/7/name/first`, or of what was sent: `/name`.
 */
function findName({ pointer, field }: Failure['errors'][number], names: readonly string[]): string | undefined {
  const segments = toSegments(pointer ?? '');
  const path = segments[0] === 'collections' ? segments.slice(3) : segments;
  return [path[0], path[1], field].find((part) => part !== undefined && names.includes(part));
}
