import type { PrepareWork } from '../../behaviour/time/schedule.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { Asker } from '../responder/asking/asker.ts';
import { waitForAnswer } from '../responder/asking/live-answer.ts';
import type { Answer } from '../responder/model/answer.ts';
import type { Question } from '../responder/model/responder.ts';
import { toStoredQuestion } from '../responder/model/to-stored-question.ts';
import { FINISH_STEP, scheduleFor } from './execution/executions.ts';
import type { Step } from './execution/run.ts';
import { findRun } from './execution/save-run.ts';

/** The kind of background work that asks the question of a step. */
export const ASK_STEP = 'workflow.ask-step';

/** A step, and the answer to its question once there is one: the payload of the work that finishes it. */
export type AnsweredStep = Step & { readonly answer?: Answer };

/** A step and its question. `execution` and `node` are those of the step, for what handles a failure. */
type PendingStep = {
  readonly execution: string;
  readonly node: string;
  readonly step: Step;
  readonly question: Question;
};

/** Stores the question of a step. It is asked beside all other work, also after a restart. */
export function scheduleStepQuestion(
  transaction: Transaction,
  { step, question }: Pick<PendingStep, 'step' | 'question'>,
  world: World,
): void {
  const { execution, node } = step;
  const payload: PendingStep = { execution, node, step, question: toStoredQuestion(question) };
  scheduleFor(transaction, execution, { kind: ASK_STEP, due: world.clock.now(), payload });
}

/** Asks the question of a step, and schedules the end of the step with the answer. */
export const prepareAskStep =
  (asker: Asker): PrepareWork =>
  () =>
  async (payload, { world, signal }) => {
    const { step, question } = payload as JsonObject & PendingStep;
    const answer = await waitForAnswer(asker.ask(question, world), signal);
    return (transaction) => {
      if (findRun(transaction, step) === undefined) return;
      const due = Math.max(world.clock.now(), step.started + world.pace.scale(step.takes));
      scheduleFor(transaction, step.execution, { kind: FINISH_STEP, due, payload: { ...step, answer } });
    };
  };
