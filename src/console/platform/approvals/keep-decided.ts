import type { Approval } from '../../api/types.ts';

/** What a person decides about work that waits. */
export type Decision = 'approved' | 'rejected';

/** An approval in the list: it waits, or it has been decided on this page. */
export interface ListedApproval {
  readonly approval: Approval;
  readonly decision?: Decision;
}

/** An approval that has been decided on this page. */
export interface Decided extends Required<ListedApproval> {
  /** Its place in the list. */
  readonly index: number;
}

/** Returns the approvals that wait, and among them the decided ones in their places: no row moves by a decision. */
export function keepDecided(waiting: readonly Approval[], decided: readonly Decided[]): readonly ListedApproval[] {
  const ids = new Set(decided.map(({ approval }) => approval.id));
  const listed: ListedApproval[] = waiting.filter(({ id }) => !ids.has(id)).map((approval) => ({ approval }));
  for (const { index, approval, decision } of decided.toSorted((left, right) => left.index - right.index))
    listed.splice(index, 0, { approval, decision });
  return listed;
}

/** Returns the approvals up to the last of the first ones that wait, the decided ones among them included. */
export function listFirst(listed: readonly ListedApproval[], count: number): readonly ListedApproval[] {
  const waiting = listed.filter(({ decision }) => decision === undefined);
  const last = waiting[count - 1];
  return last === undefined ? listed : listed.slice(0, listed.indexOf(last) + 1);
}
