import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { sizeWithin } from '../../../kernel/json/measure-json.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import type { components } from '../../contract/contract.generated.ts';
import { toGraph, type Graph, type Node } from '../graph/graph.ts';
import { MAX_RUN_DATA } from '../graph/limits.ts';
import { isWait } from '../graph/node-types.ts';

type NodeRunShown = components['schemas']['WorkflowExecutionData']['data']['result_data']['run_data'][string][number];

/** One run of a step, as the execution's data shows it. */
export type NodeRun = Readonly<Omit<NodeRunShown, 'input' | 'output'>> & {
  readonly input: JsonObject;
  readonly output: JsonObject | null;
};

/**
 * An execution at work: what has happened in it, and what of it is to come. Never changed: each step makes another of
 * it.
 */
export interface Run {
  readonly graph: Graph;
  readonly workflowData: JsonObject;
  readonly startData: JsonObject;
  readonly runData: Readonly<Record<string, readonly NodeRun[]>>;
  readonly lastNode: string | null;
  readonly progress: Progress;
  /** What has begun since it was read, and when it is to end. */
  readonly begun: readonly Begun[];
  /** How it ended; undefined while it goes on. */
  readonly ending: Ending | undefined;
}

/** What an execution remembers beside its data. */
export interface Progress {
  /** How many runs of steps there were. */
  readonly steps: number;
  /** How large its data is, in bytes of JSON, counted as it grows. */
  readonly size: number;
  /** How much its steps have written in all, in bytes of JSON. */
  readonly written: number;
  /** For how many milliseconds its steps have worked, at the pace of life; waiting is no work. */
  readonly active: number;
  /** For each merge, the steps that have come to it since it last ran. */
  readonly arrived: Readonly<Record<string, readonly string[]>>;
  /** For each loop, the round that it is in. */
  readonly rounds: Readonly<Record<string, number>>;
  /** For each step that waits, until when. */
  readonly waits: Readonly<Record<string, string>>;
}

/** How an execution ended. */
export interface Ending {
  readonly status: 'success' | 'error' | 'canceled';
  readonly error: { readonly message: string; readonly node_id: string } | null;
}

/** A step that runs: what its scheduled work is told. An alias, which is a JsonObject; an interface is none. */
export type Step = {
  readonly execution: string;
  readonly node: string;
  /** Which of the node's runs. */
  readonly index: number;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly started: number;
  /** From 1. */
  readonly attempt: number;
  /** How long it is meant to take, in milliseconds at the pace of life. */
  readonly takes: number;
  /** The execution's time is over before the step is done. */
  readonly isTooLong: boolean;
};

/** A step that has begun, and the time at which it is done. */
export interface Begun {
  readonly step: Step;
  readonly due: number;
}

/** The run that an execution's records hold. */
export function readRun(execution: StoredRecord, data: StoredRecord): Run {
  const { start_data: startData, result_data: result } = data[
    'data'
  ] as unknown as components['schemas']['WorkflowExecutionData']['data'];
  const workflowData = data['workflow_data'] as JsonObject;
  return {
    graph: toGraph(workflowData),
    workflowData,
    startData,
    runData: result.run_data,
    lastNode: result.last_node_executed,
    progress: readProgress(execution['progress'], data),
    begun: [],
    ending: undefined,
  };
}

/** What of a run the execution's data shows. */
export function toData({ startData, runData, lastNode, ending }: Run): JsonObject {
  return {
    start_data: startData,
    result_data: {
      run_data: runData as unknown as JsonObject,
      last_node_executed: lastNode,
      error: ending?.error ?? null,
    },
  };
}

/** What of a run the execution itself shows and keeps. */
export function toExecutionFields(run: Run): JsonObject {
  const approvals = run.graph.nodes
    .filter(({ type }) => type === 'human.approval')
    .flatMap(({ id }) => runsOf(run, id));
  const pending = approvals.filter((entry) => entry.execution_status === 'waiting').length;
  const status = run.ending?.status ?? (isWaiting(run) ? 'waiting' : 'running');
  return {
    status,
    is_finished: run.ending !== undefined,
    wait_till: status === 'waiting' ? (Object.values(run.progress.waits).toSorted()[0] ?? null) : null,
    requires_human_review: pending > 0,
    workflow_approvals_count: approvals.length,
    pending_workflow_approvals_count: pending,
    progress: run.progress as unknown as JsonValue,
  };
}

/** The runs of a step so far. */
export function runsOf({ runData }: Run, id: string): readonly NodeRun[] {
  return findOwn(runData, id) ?? [];
}

/** A run in which one run of a step is another than it was. */
export function withEntry(run: Run, { node, index }: Pick<Step, 'node' | 'index'>, entry: NodeRun): Run {
  const entries = [...runsOf(run, node)];
  entries[index] = entry;
  return { ...run, runData: { ...run.runData, [node]: entries }, lastNode: node };
}

/** The steps that have begun and not ended. */
export function openNodes(run: Run): readonly Node[] {
  return run.graph.nodes.filter(({ id }) => runsOf(run, id).some(isOpen));
}

/** Whether a run of a step goes on. */
export function isOpen({ execution_status: status }: NodeRun): boolean {
  return status === 'running' || status === 'waiting';
}

/** The last output of each step that has one. */
export function outputsOf({ runData }: Run): JsonObject {
  const outputs = Object.entries(runData).flatMap(([id, entries]) => {
    const output = entries.findLast((entry) => entry.execution_status === 'success')?.output;
    return isJsonObject(output) ? [[id, output] as const] : [];
  });
  return Object.fromEntries(outputs);
}

/** It waits where nothing in it works. */
function isWaiting(run: Run): boolean {
  const open = openNodes(run);
  return open.length > 0 && open.every((node) => isWait(node));
}

/** Where nothing has counted yet how large it is, its data is measured. */
function readProgress(
  value: JsonValue | undefined,
  { data = null, workflow_data: workflow = null }: StoredRecord,
): Progress {
  const known = { ...NO_PROGRESS, ...(isJsonObject(value) ? (value as unknown as Progress) : {}) };
  return known.size > 0
    ? known
    : { ...known, size: sizeWithin(data, MAX_RUN_DATA) + sizeWithin(workflow, MAX_RUN_DATA) };
}

/** Of an execution that has not begun. */
export const NO_PROGRESS: Progress = { steps: 0, size: 0, written: 0, active: 0, arrived: {}, rounds: {}, waits: {} };
