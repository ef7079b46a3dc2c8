import type { PrepareRule } from '../../behaviour/rule/behaviour.ts';
import { compileTextEnvelope } from '../../behaviour/rule/envelope.ts';
import { compileFindRecord } from '../../behaviour/resource/find-record.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import { endExecution } from './execution/end-execution.ts';
import { EXECUTIONS } from './execution/executions.ts';

/** Stop a Workflow Execution: ends it as canceled. One that has ended is a conflict. */
export const prepareStopExecution: PrepareRule = (operation, { contract, access, presenter }) => {
  const executions = getNamedResource(contract, 'WorkflowExecution');
  const find = compileFindRecord(operation, executions, access);
  const envelope = compileTextEnvelope(operation);

  return function stopExecution({ world, commit, caller, path, request }) {
    return commit((transaction) => {
      const viewpoint = { reader: transaction, caller };
      const found = find(path, 'edit', viewpoint);
      if (found.kind === 'rejected') return found.outcome;
      const { uuid, status, is_finished: isFinished } = found.record;
      if (isFinished === true)
        return {
          kind: 'conflict',
          message: `The execution has already ended with the status "${String(status)}". Only an unfinished one can be stopped.`,
        };
      endExecution(transaction, found.record, {
        ending: { status: 'canceled', error: null },
        world,
        now: world.clock.now(),
      });
      const stopped = transaction.get(EXECUTIONS, String(uuid)) ?? found.record;
      const view = { ...viewpoint, origin: request.origin };
      return { kind: 'success', text: envelope(presenter.presentDraft(executions, stopped, view)) };
    });
  };
};
