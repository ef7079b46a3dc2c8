import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { sizeWithin } from '../../../kernel/json/measure-json.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import type { components } from '../../contract/contract.generated.ts';
import { toGraph, type Graph, type Node } from '../graph/graph.ts';
import { MAX_RUN_DATA } from '../graph/limits.ts';
import { isWait } from '../graph/node-types.ts';
import { readWaits } from './waits.ts';

type NodeRunShown = components['schemas']['WorkflowExecutionData']['data']['result_data']['run_data'][string][number];

/** One run of a node, as the execution's data shows it. */
export type NodeRun = Readonly<Omit<NodeRunShown, 'input' | 'output'>> & {
  readonly input: JsonObject;
  readonly output: JsonObject | null;
};

/** The state of an unfinished execution. It is immutable: each step returns a new one. */
export interface Run {
  readonly graph: Graph;
  readonly workflowData: JsonObject;
  readonly startData: JsonObject;
  readonly runData: Readonly<Record<string, readonly NodeRun[]>>;
  readonly lastNode: string | null;
  readonly progress: Progress;
  /** The steps that started since the run was read; saving the run schedules their ends. */
  readonly startedSteps: readonly StartedStep[];
  /** How the execution ended; undefined while it runs. */
  readonly ending: Ending | undefined;
}

/** The counters that an execution stores beside its data. */
export interface Progress {
  /** Number of node runs so far. */
  readonly steps: number;
  /** Size of the execution's data in bytes of JSON, counted as it grows. */
  readonly size: number;
  /** Bytes of JSON that all steps have written. */
  readonly written: number;
  /** How long the steps have worked, in milliseconds at normal speed; waiting does not count. */
  readonly active: number;
  /** For each merge, the nodes that have reached it since it last ran. */
  readonly arrived: Readonly<Record<string, readonly string[]>>;
  /** For each loop, its current round. */
  readonly rounds: Readonly<Record<string, number>>;
  /** For each waiting node, the time at which its wait ends. */
  readonly waits: Readonly<Record<string, string>>;
}

/** How an execution ended. */
export interface Ending {
  readonly status: 'success' | 'error' | 'canceled';
  readonly error: { readonly message: string; readonly node_id: string } | null;
}

/**
 * A running step: the payload of its scheduled work. It is a type alias, because an interface is not assignable to
 * JsonObject.
 */
export type Step = {
  readonly execution: string;
  readonly node: string;
  /** The index of this run among the node's runs. */
  readonly index: number;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly started: number;
  /** The number of the attempt, from 1. */
  readonly attempt: number;
  /** The planned duration in milliseconds at normal speed. */
  readonly takes: number;
  /** True when the execution's timeout ends the step. */
  readonly isTooLong: boolean;
  /** The time until which it waits, if a state has brought it: nothing but a decision ends it before. */
  readonly wait_till?: string;
};

/** A step that has started, and the time at which it ends. */
export interface StartedStep {
  readonly step: Step;
  readonly due: number;
}

/** Returns the run that an execution's records describe. */
export function readRun(execution: StoredRecord, data: StoredRecord): Run {
  const { start_data: startData, result_data: result } = data[
    'data'
  ] as unknown as components['schemas']['WorkflowExecutionData']['data'];
  const workflowData = data['workflow_data'] as JsonObject;
  const graph = toGraph(workflowData);
  const waits = readWaits(execution, { graph, runData: result.run_data });
  return {
    graph,
    workflowData,
    startData,
    runData: result.run_data,
    lastNode: result.last_node_executed,
    progress: { ...readProgress(execution['progress'], data), waits },
    startedSteps: [],
    ending: undefined,
  };
}

/** Returns the fields of a run that the execution's data stores. */
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

/** Returns the fields of a run that the execution itself stores. */
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

/** Returns the runs of a node so far, oldest first. */
export function runsOf({ runData }: Run, id: string): readonly NodeRun[] {
  return findOwn(runData, id) ?? [];
}

/** Returns the run with one entry of a node replaced or added. */
export function withNodeRun(run: Run, { node, index }: Pick<Step, 'node' | 'index'>, entry: NodeRun): Run {
  const entries = [...runsOf(run, node)];
  entries[index] = entry;
  return { ...run, runData: { ...run.runData, [node]: entries }, lastNode: node };
}

/** Returns the nodes that have started and not ended. */
export function findOpenNodes(run: Run): readonly Node[] {
  return run.graph.nodes.filter(({ id }) => runsOf(run, id).some(isOpen));
}

/** Returns true while a node's run is running or waiting. */
export function isOpen({ execution_status: status }: NodeRun): boolean {
  return status === 'running' || status === 'waiting';
}

/** Returns the latest output of each node that has one. */
export function outputsOf({ runData }: Run): JsonObject {
  const outputs = Object.entries(runData).flatMap(([id, entries]) => {
    const output = entries.findLast((entry) => entry.execution_status === 'success')?.output;
    return isJsonObject(output) ? [[id, output] as const] : [];
  });
  return Object.fromEntries(outputs);
}

/** Returns true when every open node waits. */
function isWaiting(run: Run): boolean {
  const open = findOpenNodes(run);
  return open.length > 0 && open.every((node) => isWait(node));
}

/** Reads the stored counters. Measures the data when its size has not been counted yet, as in the demo world. */
function readProgress(
  value: JsonValue | undefined,
  { data = null, workflow_data: workflow = null }: StoredRecord,
): Progress {
  const known = { ...NO_PROGRESS, ...(isJsonObject(value) ? (value as unknown as Progress) : {}) };
  return known.size > 0
    ? known
    : { ...known, size: sizeWithin(data, MAX_RUN_DATA) + sizeWithin(workflow, MAX_RUN_DATA) };
}

/** The counters of an execution that has not started. */
export const NO_PROGRESS: Progress = { steps: 0, size: 0, written: 0, active: 0, arrived: {}, rounds: {}, waits: {} };
