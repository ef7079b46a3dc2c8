import type { Exchange } from '../../api/types.ts';
import { Method, Status } from '../../ui/badge.tsx';

interface BarProps {
  readonly first: Exchange | undefined;
  /** Whether another one is selected. */
  readonly isDone: boolean;
  readonly end: () => void;
}

/** Says which request the next selected one is compared with, and ends the comparison. */
export function CompareBar({ first, isDone, end }: BarProps) {
  return (
    <div class="compare-bar" role="status">
      {first === undefined ? (
        <span>The request to compare with is no longer in the log.</span>
      ) : (
        <>
          <span>{isDone ? 'Compared with' : 'Select the request to compare with'}</span>
          <Status status={first.status} />
          <Method method={first.method} />
          <span class="exchange-path">{first.path}</span>
        </>
      )}
      <button type="button" class="button" title="c" onClick={end}>
        End
      </button>
    </div>
  );
}
