import { useMemo } from 'preact/hooks';
import { toPath } from '../api/call.ts';
import { isJsonObject, type Json, type JsonObject } from '../api/types.ts';
import { listContractOperations } from '../contract/operations.ts';
import { useConsole } from '../state/console.ts';
import { Action } from '../ui/action.tsx';

interface ActionsProps {
  readonly execution: JsonObject;
  /** The headers of calls of the API. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What can be done with an execution: stop it while it runs, try it again once it has failed. */
export function ExecutionActions({ execution, headers }: ActionsProps) {
  const { uuid, status, is_finished: isFinished, retry_of: first, retry_success_id: success } = execution;
  const { contract } = useConsole();
  const canStart = useMemo(() => listContractOperations(contract).some(({ id }) => id === START), [contract]);
  const canRetry = canStart && isFinished === true && status !== 'success';
  if (isFinished === true && !canRetry && first === null && success === null) return null;
  return (
    <div class="buttons">
      {isFinished === true ? null : (
        <Action
          call={{ method: 'POST', path: toPath`/api/v1/workflow-executions/${String(uuid)}/stop`, headers }}
          done="The run is stopped."
          kind="danger"
          confirm="Really stop?"
        >
          Stop
        </Action>
      )}
      {canRetry ? <Retry execution={execution} headers={headers} /> : null}
      <OtherRun label="The run that this one tries again" uuid={first} />
      <OtherRun label="The retry that succeeded" uuid={success} />
    </div>
  );
}

/** Starts the workflow again with what the run began with: the API itself knows retries. */
function Retry({ execution, headers }: ActionsProps) {
  const { setParams } = useConsole();
  const { uuid, workflow_uuid: workflow } = execution;
  return (
    <Action
      call={{
        method: 'POST',
        path: '/api/v1/workflow-executions',
        headers,
        body: { workflow_uuid: workflow, retry_of: uuid },
      }}
      done="The run is tried again, with the same input."
      kind="primary"
      title="Starts the workflow again with what this run began with."
      onDone={(body) => {
        const started = isJsonObject(body) ? body['data'] : undefined;
        if (isJsonObject(started)) setParams({ run: String(started['uuid']) }, true);
      }}
    >
      Retry
    </Action>
  );
}

function OtherRun({ label, uuid }: { readonly label: string; readonly uuid: Json | undefined }) {
  const { setParams } = useConsole();
  if (typeof uuid !== 'string') return null;
  return (
    <button type="button" class="button quiet" onClick={() => setParams({ run: uuid }, true)}>
      {label}
    </button>
  );
}

/** The operation that starts an execution. */
const START = 'createWorkflowExecution';
