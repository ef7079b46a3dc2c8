import { useEffect, useState } from 'preact/hooks';
import type { Approval } from '../../api/types.ts';
import { useConsole } from '../../state/console.ts';
import { useLoad } from '../../state/use-load.ts';
import { keepDecided, type Decided, type Decision, type ListedApproval } from './keep-decided.ts';

/** The approvals of the world. */
export interface Approvals {
  readonly listed: readonly ListedApproval[];
  /** How many more wait. */
  readonly unlisted: number;
  /** Tells that an approval of the list has been decided. */
  readonly onDecided: (approval: Approval, decision: Decision) => void;
  /** Takes the decided ones out of the list. */
  readonly hideDecided: () => void;
}

/**
 * Loads what waits for a person. What is decided here stays in its place while the screen is shown, or until a person
 * hides it: else the next row would move under the pointer, and a second press would decide that one.
 */
export function useApprovals(): Approvals {
  const { world } = useConsole();
  const { data } = useLoad<ApprovalPage>({ method: 'GET', path: '/__admin/approvals', query: { limit: MAX_LISTED } });
  const [decided, setDecided] = useState<readonly Decided[]>([]);
  useEffect(() => setDecided([]), [world]);
  const listed = keepDecided(data?.approvals ?? [], decided);
  return {
    listed,
    unlisted: (data?.total ?? 0) - (data?.approvals.length ?? 0),
    onDecided: (approval, decision) => {
      const index = listed.findIndex((one) => one.approval.id === approval.id);
      setDecided((all) => [...all, { approval, decision, index }]);
    },
    hideDecided: () => setDecided([]),
  };
}

interface ApprovalPage {
  readonly approvals: readonly Approval[];
  /** How many wait, those that are not listed included. */
  readonly total: number;
}

/** The largest page of the control plane. */
const MAX_LISTED = 1000;
