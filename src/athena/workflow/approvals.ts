import type { WaitingApproval, WorldApprovals } from '../../behaviour/world-approvals.ts';
import { cancelWork, SCHEDULED_WORK } from '../../behaviour/time/schedule.ts';
import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import { sha256 } from '../../kernel/random/digest.ts';
import { parseTimestamp } from '../../kernel/time/clock.ts';
import type { StoredRecord, StoreReader, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { EXECUTIONS, ownerOf } from './execution/executions.ts';
import { finishStep } from './execution/finish-step.ts';
import { rootsOf } from './execution/roots.ts';
import { runsOf, type NodeRun, type Run, type Step } from './execution/run.ts';
import { findRun, saveRun } from './execution/save-run.ts';
import { findWaitTill } from './execution/waits.ts';
import { parametersOf, type Node } from './graph/graph.ts';
import { LimitError } from './graph/limits.ts';
import { createScope, fillIn, UnresolvedError } from './graph/variables.ts';
import { executeNode } from './nodes/execute-node.ts';
import { isEndOf, toUnscheduledStep } from './waiting-steps.ts';

/** The approvals that executions wait for, and those of the demo world. */
export const WORKFLOW_APPROVALS: WorldApprovals = {
  list: (reader, world) =>
    findOpenApprovals(reader, world)
      .map(toApproval)
      .toSorted((left, right) => compareTexts(left.askedAt, right.askedAt)),
  decide: (transaction, { id, owner }, decision, world) => {
    const open = findOpenApprovals(transaction, world, owner).find((candidate) => candidate.id === id);
    if (open === undefined) return undefined;
    const by = decision.by ?? readAssignee(open);
    finish(transaction, open, { isApproved: decision.isApproved, by }, world);
    return { owner: ownerOf(open.step.execution), by };
  },
};

/** An approval that waits for its decision. */
interface OpenApproval {
  readonly id: string;
  readonly execution: StoredRecord;
  readonly run: Run;
  readonly node: Node;
  readonly step: Step;
  readonly entry: NodeRun;
  readonly expiresAt: string | null;
}

/** Returns the approvals that wait, of one owner if it is given. */
function findOpenApprovals(reader: StoreReader, world: World, owner?: string): readonly OpenApproval[] {
  return findExecutions(reader, owner)
    .filter((record) => record['is_finished'] !== true && Number(record['pending_workflow_approvals_count']) > 0)
    .flatMap((record) => findOfExecution(reader, String(record['uuid'])))
    .filter(({ expiresAt }) => expiresAt === null || (parseTimestamp(expiresAt) ?? 0) >= world.clock.now());
}

function findExecutions(reader: StoreReader, owner: string | undefined): readonly StoredRecord[] {
  if (owner === undefined) return reader.all(EXECUTIONS);
  const execution = reader.get(EXECUTIONS, owner.slice(ownerOf('').length));
  return execution === undefined ? [] : [execution];
}

function findOfExecution(reader: StoreReader, uuid: string): readonly OpenApproval[] {
  const found = findRun(reader, { execution: uuid });
  if (found === undefined) return [];
  const { run, execution } = found;
  return run.graph.nodes
    .filter(({ type, data }) => type === 'human.approval' && data.is_disabled !== true)
    .flatMap((node) =>
      runsOf(run, node.id).flatMap((entry, index): readonly OpenApproval[] => {
        if (entry.execution_status !== 'waiting') return [];
        const step = findStep(reader, { execution: uuid, node: node.id, index, entry });
        const id = sha256(JSON.stringify([uuid, node.id, index])).slice(0, ID_LENGTH);
        return [{ id, execution, run, node, step, entry, expiresAt: findWaitTill(execution, node.id) ?? null }];
      }),
    );
}

/** Returns a waiting step as it is scheduled, or as its run says when nothing ends it. */
function findStep(
  reader: StoreReader,
  { execution, node, index, entry }: Pick<Step, 'execution' | 'node' | 'index'> & { readonly entry: NodeRun },
): Step {
  const scheduled = reader
    .find(SCHEDULED_WORK.name, 'owner', ownerOf(execution))
    .find((work) => isEndOf(work, { node, index }));
  return (scheduled?.['payload'] as Step | undefined) ?? toUnscheduledStep({ execution, node, index }, entry);
}

/** Ends the step with the decision instead of its scheduled end. */
function finish(
  transaction: Transaction,
  { execution, run, node, step, entry }: OpenApproval,
  decision: { readonly isApproved: boolean; readonly by: string | null },
  world: World,
): void {
  const now = world.clock.now();
  const input = isJsonObject(entry.input) ? entry.input : {};
  const result = executeNode({ run, node, step, input, world, execution, decision });
  if (result.kind === 'asks' || result.kind === 'longer')
    throw new Error(`The approval ${node.id} asks a model, which an approval never does.`);
  cancelWork(transaction, ownerOf(step.execution), (work) => isEndOf(work, step));
  const finished = finishStep(run, step, result, { execution: step.execution, world, now });
  saveRun(transaction, finished, { execution, world, now });
}

function toApproval(open: OpenApproval): WaitingApproval {
  const { id, run, node, step, entry, expiresAt } = open;
  return {
    id,
    owner: ownerOf(step.execution),
    title: String(run.workflowData['name'] ?? ''),
    step: node.data.label ?? node.id,
    assignee: readAssignee(open),
    askedAt: entry.started_at,
    expiresAt,
    data: run.startData,
  };
}

/** Returns who is asked, or null when that cannot be read: the step then fails whatever is decided. */
function readAssignee({ run, node, entry }: OpenApproval): string | null {
  try {
    const input: JsonObject = isJsonObject(entry.input) ? entry.input : {};
    const parameters = fillIn(parametersOf(node), createScope(rootsOf(run, input)));
    const assignee = isJsonObject(parameters) ? parameters['assignee'] : undefined;
    return typeof assignee === 'string' ? assignee : null;
  } catch (error) {
    if (error instanceof UnresolvedError || error instanceof LimitError) return null;
    throw error;
  }
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

const ID_LENGTH = 16;
