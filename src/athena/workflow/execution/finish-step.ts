import { parseTimestamp } from '../../../kernel/time/clock.ts';
import { findOwn, isJsonObject, type JsonObject } from '../../../kernel/json/json.ts';
import { measureJson } from '../../../kernel/json/measure-json.ts';
import { beginStep, type Moment } from './begin-step.ts';
import { findNode, reachableFrom, type Node } from '../graph/graph.ts';
import { isWait } from '../graph/node-types.ts';
import { MAX_OUTPUT, MAX_RUN_DATA, MAX_STEPS, MAX_WRITTEN } from '../graph/limits.ts';
import { failed, type Failed, type Settled } from './result.ts';
import { isOpen, openNodes, runsOf, withEntry, type NodeRun, type Run, type Step } from './run.ts';

/**
 * Ends a step as it turned out, and begins what follows from that; the execution ends with its last step, or with a
 * failure that nothing takes up.
 */
export function finishStep(run: Run, step: Step, wanted: Settled, moment: Moment): Run {
  const node = findNode(run.graph, step.node);
  const entry = runsOf(run, step.node)[step.index];
  if (node === undefined || entry === undefined) return run;
  const { result, size } = limitResult(run, wanted);
  const counted = { ...run, progress: { ...run.progress, size, written: run.progress.written + size } };
  const ended = endEntry(counted, { node, step, entry }, result, moment);
  const next =
    result.kind === 'done' ? follow(ended, node, result, moment) : takeUp(ended, { node, step, entry }, result, moment);
  return next.ending === undefined ? endWhereNothingIsLeft(fireMerges(next, moment)) : cancelOpen(next, moment);
}

/**
 * How a step turned out within the limits of its output and of its execution, and how large the execution's data is
 * with it.
 */
function limitResult({ progress }: Run, wanted: Settled): { readonly result: Settled; readonly size: number } {
  const limited = wanted.kind === 'done' ? limitOutput(wanted) : { result: wanted, bytes: wanted.message.length };
  const size = progress.size + limited.bytes;
  const message = findPassedLimit(size, progress.written + size);
  if (message === undefined) return { result: limited.result, size };
  return { result: { ...failed('execution_too_large', message), isFinal: true }, size: progress.size };
}

function limitOutput(result: Extract<Settled, { kind: 'done' }>): { readonly result: Settled; readonly bytes: number } {
  const bytes = measureJson(result.output, MAX_OUTPUT);
  if (typeof bytes === 'number') return { result, bytes };
  const failure =
    bytes === 'too deep'
      ? failed('output_too_deep', 'The output of the step is nested in more than 512 levels.')
      : failed('output_too_large', `The output of the step is larger than ${MAX_OUTPUT / 1_000_000} MB.`);
  return { result: failure, bytes: 0 };
}

function findPassedLimit(size: number, written: number): string | undefined {
  if (size > MAX_RUN_DATA) return `The data of the execution is larger than ${MAX_RUN_DATA / 1_000_000} MB.`;
  if (written > MAX_WRITTEN) return `The steps of the execution have written more than ${MAX_WRITTEN / 1_000_000} MB.`;
  return undefined;
}

interface Ended {
  readonly node: Node;
  readonly step: Step;
  readonly entry: NodeRun;
}

function endEntry(run: Run, { node, step, entry }: Ended, result: Settled, { now }: Moment): Run {
  const outcome =
    result.kind === 'done'
      ? ({ execution_status: 'success', output: result.output, error: null } as const)
      : ({ execution_status: 'error', output: null, error: { message: result.message, code: result.code } } as const);
  const ended = withEntry(run, step, {
    ...entry,
    ...outcome,
    execution_time: Math.max(0, Math.round(now - step.started)),
  });
  const { [node.id]: _over, ...waits } = run.progress.waits;
  const rounds =
    result.kind === 'done' && result.round !== undefined
      ? { ...run.progress.rounds, [node.id]: result.round }
      : run.progress.rounds;
  const active = run.progress.active + (isWait(node) ? 0 : step.takes);
  return { ...ended, progress: { ...ended.progress, waits, rounds, active } };
}

/**
 * Along the edges of the exits that the step has left by. Someone who rejects where nothing follows from that stops the
 * execution.
 */
function follow(run: Run, node: Node, { output, exits }: Extract<Settled, { kind: 'done' }>, moment: Moment): Run {
  const edges = run.graph.edges.filter((edge) => edge.source === node.id && exits.includes(edge.source_handle || null));
  if (edges.length === 0 && exits.includes('rejected')) return { ...run, ending: { status: 'canceled', error: null } };
  return edges.reduce((next, edge) => arrive(next, { from: node.id, to: edge.target, input: output }, moment), run);
}

/** Another try, the path for errors, or the end. */
function takeUp(run: Run, { node, step, entry }: Ended, { message, isFinal = false }: Failed, moment: Moment): Run {
  const input = isJsonObject(entry.input) ? entry.input : {};
  const isOver = step.isTooLong || isFinal;
  if (!isOver && step.attempt < (node.data.max_tries ?? 1))
    return begin(run, node, { input, attempt: step.attempt + 1 }, moment);
  const edges = isOver
    ? []
    : run.graph.edges.filter((edge) => edge.source === node.id && edge.source_handle === 'error');
  if (edges.length === 0) return { ...run, ending: { status: 'error', error: { message, node_id: node.id } } };
  return edges.reduce(
    (next, edge) => arrive(next, { from: node.id, to: edge.target, input: { error: message } }, moment),
    run,
  );
}

interface Arrival {
  readonly from: string;
  readonly to: string;
  readonly input: JsonObject;
}

/** A step begins with whoever comes to it; a merge waits for all who may still come. */
function arrive(run: Run, { from, to, input }: Arrival, moment: Moment): Run {
  const node = findNode(run.graph, to);
  if (node === undefined || run.ending !== undefined) return run;
  if (node.type !== 'logic.merge') return begin(run, node, { input, attempt: 1 }, moment);
  const sources = [...new Set([...(findOwn(run.progress.arrived, to) ?? []), from])];
  return { ...run, progress: { ...run.progress, arrived: { ...run.progress.arrived, [to]: sources } } };
}

/** Begins a step where the execution may still have one, with that input. */
function begin(
  run: Run,
  node: Node,
  beginning: { readonly input: JsonObject; readonly attempt: number },
  moment: Moment,
): Run {
  if (run.progress.steps >= MAX_STEPS) {
    const message = `The execution took more than ${MAX_STEPS} steps: a loop in it does not come to its end.`;
    return { ...run, ending: { status: 'error', error: { message, node_id: node.id } } };
  }
  const begun = beginStep(run, node, beginning, moment);
  const message = findPassedLimit(begun.progress.size, begun.progress.written);
  return message === undefined ? begun : { ...run, ending: { status: 'error', error: { message, node_id: node.id } } };
}

/** Begins each merge that nothing which still runs, and no other merge that waits, can come to. */
function fireMerges(run: Run, moment: Moment): Run {
  const waiting = Object.keys(run.progress.arrived);
  if (waiting.length === 0) return run;
  const open = openNodes(run).map(({ id }) => id);
  const ready = waiting.filter((id) => !reachableFrom(run.graph, open).has(id));
  // Merges that can come to each other, in a loop: the first goes on.
  const free = ready.filter(
    (id) =>
      !reachableFrom(
        run.graph,
        ready.filter((other) => other !== id),
      ).has(id),
  );
  return (free.length > 0 ? free : ready.slice(0, 1)).reduce((next, id) => fireMerge(next, id, moment), run);
}

function fireMerge(run: Run, id: string, moment: Moment): Run {
  const node = findNode(run.graph, id);
  const { [id]: sources = [], ...arrived } = run.progress.arrived;
  if (node === undefined) return run;
  const input = Object.fromEntries(sources.map((source) => [source, lastOutput(run, source)]));
  return begin({ ...run, progress: { ...run.progress, arrived } }, node, { input, attempt: 1 }, moment);
}

function lastOutput(run: Run, source: string): JsonObject {
  const last = runsOf(run, source).at(-1);
  if (isJsonObject(last?.output)) return last.output;
  return { error: last?.error?.message ?? null };
}

function endWhereNothingIsLeft(run: Run): Run {
  if (run.ending !== undefined || openNodes(run).length > 0) return run;
  return { ...run, ending: { status: 'success', error: null } };
}

/** What still runs when the execution ends is cancelled with it. */
export function cancelOpen(run: Run, { now }: Pick<Moment, 'now'>): Run {
  const close = (entry: NodeRun): NodeRun =>
    isOpen(entry)
      ? {
          ...entry,
          execution_status: 'canceled',
          execution_time: Math.max(0, now - (parseTimestamp(entry.started_at) ?? now)),
        }
      : entry;
  const runData = Object.fromEntries(Object.entries(run.runData).map(([id, entries]) => [id, entries.map(close)]));
  return { ...run, runData, begun: [], progress: { ...run.progress, waits: {} } };
}
