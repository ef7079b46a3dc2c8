import { useCallback, useMemo } from 'preact/hooks';
import { listContractOperations } from '../contract/operations.ts';
import { useConsole } from '../state/console.ts';
import type { ParamChanges } from '../state/route.ts';

/** A screen with a record selected. */
interface RecordScreen {
  readonly screen: string;
  /** What the screen calls the record: `run`. */
  readonly noun: string;
  readonly params: ParamChanges;
}

/** Returns a function that finds the screen that shows a record better than Data does; undefined where none does. */
export function useRecordScreen(): (collection: string, key: string) => RecordScreen | undefined {
  const { contract } = useConsole();
  const operations = useMemo(() => new Set(listContractOperations(contract).map(({ id }) => id)), [contract]);
  return useCallback(
    (collection, key) => {
      const found = RECORD_SCREENS.get(collection);
      if (found === undefined || !operations.has(found.needs)) return undefined;
      return { screen: found.screen, noun: found.noun, params: { [found.noun]: key } };
    },
    [operations],
  );
}

/** By collection. `needs` is the operation without which the screen is absent. */
const RECORD_SCREENS: ReadonlyMap<string, { readonly screen: string; readonly noun: string; readonly needs: string }> =
  new Map([
    ['workflow_executions', { screen: 'runs', noun: 'run', needs: 'listWorkflowExecutions' }],
    ['threads', { screen: 'threads', noun: 'thread', needs: 'runThread' }],
  ]);
