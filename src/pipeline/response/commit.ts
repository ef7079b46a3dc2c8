import type { RecordWrite } from '../../store/port/store.ts';
import type { Represented } from '../exchange/stages.ts';
import { WriteLog } from '../exchange/write-log.ts';
import type { SourceContext } from '../sources/response-source.ts';
import { BrokenResponse, checkResponse, rejectCommit, type Checked, type Execution } from './checked-response.ts';

/** The context of one request's sources, and the check of the response that was checked within its transaction. */
export interface CommitContext extends SourceContext {
  /** Returns the check of a response; undefined unless the last transaction has checked this very response. */
  findChecked(represented: Represented): Checked | undefined;
}

/**
 * Creates the context by which sources commit. A response that `check` returns is checked within the transaction, which
 * also posts the operation's callbacks, and serialized while the journal stores the changes.
 */
export function createCommitContext(execution: Execution): CommitContext {
  const { prepareCallbacks } = execution;
  let last: Checked | undefined;
  return {
    trace: execution.trace,
    findChecked: (represented) => (last?.represented === represented ? last : undefined),
    commit: (work, check) => {
      const { store } = execution.preferred.viewedWorld;
      let written: readonly RecordWrite[] = NOTHING;
      const committing = store.transaction(
        (transaction) => {
          const result = work(transaction);
          if (check !== undefined) last = checkOrAbort(check(result), execution);
          if (check !== undefined && last !== undefined)
            prepareCallbacks?.(execution.preferred, last.represented)?.(transaction);
          written = transaction.written();
          return result;
        },
        check === undefined ? undefined : prepare,
      );
      return committing.then(
        (result) => {
          noteWrites(written, execution);
          return result;
        },
        (error: unknown) => rejectCommit(error, execution),
      );
    },
  };

  function prepare(): void {
    try {
      last?.serialize();
    } catch {
      // The response is serialized again after the commit. That call throws the same error, which is then reported.
    }
  }
}

/** Notes what a committed transaction has written. A stream commits after its exchange was observed. */
function noteWrites(written: readonly RecordWrite[], { trace: { evidence } }: Execution): void {
  if (written.length === 0 || evidence === undefined) return;
  evidence.writes ??= new WriteLog();
  evidence.writes.add(written);
}

function checkOrAbort(represented: Represented | undefined, execution: Execution): Checked | undefined {
  if (represented === undefined) return undefined;
  const checked = checkResponse(represented, execution);
  if (checked.isBroken) throw new BrokenResponse(checked);
  return checked;
}

const NOTHING: readonly never[] = [];
