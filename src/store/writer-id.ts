import { createSystemRandom } from '../kernel/random/random.ts';

/** Creates the id of a store among all that write to its journal. */
export function createWriterId(): string {
  return createSystemRandom().hex('writer', WRITER_LENGTH);
}

/** In hexadecimal digits. */
const WRITER_LENGTH = 12;
