import type { Exchange } from '../../api/types.ts';
import { useConsole } from '../../state/console.ts';
import { Method, Status } from '../../ui/badge.tsx';

/** Says which request the next selected one is compared with, and ends the comparison. */
export function CompareBar({ first }: { readonly first: Exchange | undefined }) {
  const { route, setParams } = useConsole();
  const isDone = route.params['request'] !== undefined && route.params['request'] !== route.params['with'];
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
      <button type="button" class="button" title="c" onClick={() => setParams({ with: undefined, view: undefined })}>
        End
      </button>
    </div>
  );
}
