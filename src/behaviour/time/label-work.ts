import { findOwn } from '../../kernel/json/json.ts';

/** What the work of each kind does, in plain words, for people. */
export type WorkLabels = Readonly<Record<string, string>> | undefined;

/** Returns what work of a kind does: as its platform says, or the words of the kind itself. */
export function labelWork(kind: string, labels: WorkLabels): string {
  return findOwn(labels ?? {}, kind) ?? kind.replaceAll(/[._-]+/g, ' ');
}
