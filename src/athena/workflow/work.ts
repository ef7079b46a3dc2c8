import { postRequest } from '../../behaviour/outbox/post-request.ts';
import type { HandleFailedWork } from '../../behaviour/time/failed-work.ts';
import type { PrepareWork, RunWork } from '../../behaviour/time/schedule.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import type { RecordKey, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { Asker } from '../responder/asking/asker.ts';
import type { Answer } from '../responder/model/answer.ts';
import { ASK_STEP, scheduleStepQuestion, type AnsweredStep } from './ask-step.ts';
import { beginStep } from './execution/begin-step.ts';
import { insertExecutionData } from './execution/execution-data.ts';
import {
  BEGIN_EXECUTION,
  EXECUTIONS,
  FINISH_STEP,
  RETRY_EXECUTION,
  scheduleFor,
  startExecution,
} from './execution/executions.ts';
import { failExecution } from './execution/fail-execution.ts';
import { finishStep } from './execution/finish-step.ts';
import { findNode, findTrigger } from './graph/graph.ts';
import { executeNode } from './nodes/execute-node.ts';
import type { Result } from './execution/result.ts';
import { readRun, runsOf, type Step } from './execution/run.ts';
import { skipFailedStart, START_ON_SCHEDULE } from './schedules.ts';
import { findRun, saveRun } from './execution/save-run.ts';

/** Returns the handlers for the scheduled work of workflows, by kind. */
export function createWorkflowWork(
  asker: Asker,
  allowedReceivers: ReadonlySet<string>,
): Readonly<Record<string, PrepareWork>> {
  return {
    [BEGIN_EXECUTION]: () => begin,
    [FINISH_STEP]: () => createFinish(asker, allowedReceivers),
    [RETRY_EXECUTION]: () => retry,
  };
}

/** What people call the scheduled work of workflows. */
export const WORKFLOW_LABELS: Readonly<Record<string, string>> = {
  [BEGIN_EXECUTION]: 'start of a run',
  [FINISH_STEP]: 'end of a step of a run',
  [RETRY_EXECUTION]: 'retry of a run',
  [ASK_STEP]: 'question of a run to a model',
  [START_ON_SCHEDULE]: 'start of a workflow by its schedule',
};

/** Ends an execution as failed when its scheduled work throws. A schedule goes on with its next time. */
export const FAILED_WORKFLOW_WORK: Readonly<Record<string, HandleFailedWork>> = {
  [BEGIN_EXECUTION]: failExecution,
  [FINISH_STEP]: failExecution,
  [ASK_STEP]: failExecution,
  [START_ON_SCHEDULE]: skipFailedStart,
};

/** Starts an execution: stores a copy of the workflow as it is now, and starts its trigger. */
const begin: RunWork = async (payload, { world, now }) => {
  const uuid = String(payload['execution']);
  return (transaction) => {
    const execution = transaction.get(EXECUTIONS, uuid);
    const workflow = transaction.get('workflows', String(execution?.['workflow_uuid']));
    if (execution === undefined || workflow === undefined) return;
    const data = insertExecutionData(transaction, execution, {
      workflow,
      startData: payload['start_data'] as JsonObject,
      now,
    });
    const run = readRun(execution, data);
    const trigger = findTrigger(run.graph);
    if (trigger === undefined) return;
    const started = beginStep(run, trigger, { input: {}, attempt: 1 }, { execution: uuid, world, now });
    saveRun(transaction, started, {
      execution: { ...execution, workflow_execution_data_id: data['id'] ?? null, started_at: toTimestamp(now) },
      world,
      now,
    });
  };
};

/**
 * Finishes a step. An immediate answer is awaited before the transaction. Any other question is stored by it, and asked
 * beside all other work; the step is finished with the answer.
 */
function createFinish(asker: Asker, allowedReceivers: ReadonlySet<string>): RunWork {
  return async (payload, { world, now }) => {
    const { answer, ...step } = payload as JsonObject & AnsweredStep;
    const result = await resolveResult(computeResult(step, world), answer, { asker, world });
    return (transaction) => {
      const found = findRun(transaction, step);
      if (found === undefined || result === undefined) return;
      if (result.kind === 'asks') return scheduleStepQuestion(transaction, { step, question: result.question }, world);
      if (result.kind === 'longer') return extendStep(transaction, step, { ...result, world });
      const run = finishStep(found.run, step, result, { execution: step.execution, world, now });
      saveRun(transaction, run, { execution: found.execution, world, now });
      // A step whose output exceeds a limit has failed, and sends nothing.
      const isDone = runsOf(run, step.node)[step.index]?.execution_status === 'success';
      const sent = isDone && result.kind === 'done' ? (result.requests ?? []) : [];
      const cause = `${EXECUTIONS}/${step.execution}`;
      for (const request of sent) postRequest(transaction, request, { world, allowedReceivers, cause });
    };
  };
}

function computeResult(step: Step, world: World): Result | undefined {
  const found = findRun(world.store, step);
  if (found === undefined) return undefined;
  const { run, execution } = found;
  const node = findNode(run.graph, step.node);
  const input = runsOf(run, step.node)[step.index]?.input;
  if (node === undefined) return undefined;
  return executeNode({ run, node, step, input: isJsonObject(input) ? input : {}, world, execution });
}

/** Finishes a result that waits for an answer, if the answer is known or immediate. */
async function resolveResult(
  result: Result | undefined,
  answer: Answer | undefined,
  { asker, world }: { readonly asker: Asker; readonly world: World },
): Promise<Result | undefined> {
  if (result?.kind !== 'asks') return result;
  if (answer !== undefined) return result.finish(answer);
  return asker.isImmediate(result.question, world)
    ? result.finish(await asker.ask(result.question, world).answer)
    : result;
}

/** Schedules a step again for when its answer is complete. */
function extendStep(
  transaction: Transaction,
  step: Step,
  { takes, answer, world }: { readonly takes: number; readonly answer: Answer; readonly world: World },
): void {
  const due = step.started + world.pace.scale(takes);
  scheduleFor(transaction, step.execution, { kind: FINISH_STEP, due, payload: { ...step, takes, answer } });
}

/** Retries an execution with its first start data, if the workflow can still be started. */
const retry: RunWork = async (payload, { world, now }) => {
  const first = String(payload['execution']);
  return (transaction) => {
    const execution = transaction.get(EXECUTIONS, first);
    const workflow = transaction.get('workflows', String(execution?.['workflow_uuid']));
    if (
      execution === undefined ||
      workflow === undefined ||
      workflow['status'] !== 'active' ||
      workflow['is_enabled'] === false
    )
      return;
    const common = { workflow: workflow['uuid'] as RecordKey, user: execution['user_id'] as RecordKey };
    startExecution(
      transaction,
      { ...common, mode: 'retry', startData: payload['start_data'] as JsonObject, retryOf: first },
      { world, now },
    );
  };
};
