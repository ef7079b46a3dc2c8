import { findNearestName } from '../../kernel/text/nearest-name.ts';
import type { CommandSpec } from '../terminal/command-spec.ts';
import { EXIT_CODES, type Terminal } from '../terminal/context.ts';
import { SHELLS, writeCompletion } from './write-completion.ts';

/** Prints the completion of a shell. Returns the exit code. */
export function completion(shell: string, commands: readonly CommandSpec[], { stdout, stderr }: Terminal): number {
  const known = SHELLS.find((name) => name === shell);
  if (known === undefined) {
    const nearest = findNearestName(shell, SHELLS);
    const remedy = nearest === undefined ? `Give ${SHELLS.join(', ')}.` : `Did you mean ${nearest}?`;
    stderr.write(`There is no completion for ${shell}. ${remedy}\n`);
    return EXIT_CODES.usage;
  }
  stdout.write(writeCompletion(known, commands));
  return EXIT_CODES.ok;
}
