import { parseTimestamp } from '../../../kernel/time/clock.ts';
import { findOwn, isJsonObject, type JsonObject } from '../../../kernel/json/json.ts';
import { measureJson } from '../../../kernel/json/measure-json.ts';
import { beginStep, type ExecutionContext } from './begin-step.ts';
import { findNode, reachableFrom, type Node } from '../graph/graph.ts';
import { isWait } from '../graph/node-types.ts';
import { MAX_OUTPUT, MAX_RUN_DATA, MAX_STEPS, MAX_WRITTEN } from '../graph/limits.ts';
import { failed, type Failed, type FinalResult } from './result.ts';
import { isOpen, findOpenNodes, runsOf, withNodeRun, type NodeRun, type Run, type Step } from './run.ts';

/**
 * Ends a step with its result and starts the steps that follow. The execution ends with its last step, or with a
 * failure that neither a retry nor an `error` exit handles.
 */
export function finishStep(run: Run, step: Step, stepResult: FinalResult, context: ExecutionContext): Run {
  const node = findNode(run.graph, step.node);
  const entry = runsOf(run, step.node)[step.index];
  if (node === undefined || entry === undefined) return run;
  const { result, size } = limitResult(run, stepResult);
  const counted = { ...run, progress: { ...run.progress, size, written: run.progress.written + size } };
  const ended = endEntry(counted, { node, step, entry }, result, context);
  const next =
    result.kind === 'done'
      ? followEdges(ended, node, result, context)
      : handleFailure(ended, { node, step, entry }, result, context);
  return next.ending === undefined ? endIfIdle(startMerges(next, context)) : cancelOpenSteps(next, context);
}

/**
 * Applies the size limits of the step and of the execution. Returns the result, or a failure that names the limit, and
 * the size of the execution's data with it.
 */
function limitResult(
  { progress }: Run,
  stepResult: FinalResult,
): { readonly result: FinalResult; readonly size: number } {
  const limited =
    stepResult.kind === 'done' ? limitOutput(stepResult) : { result: stepResult, bytes: stepResult.message.length };
  const size = progress.size + limited.bytes;
  const message = findExceededLimit(size, progress.written + size);
  if (message === undefined) return { result: limited.result, size };
  return { result: { ...failed('execution_too_large', message), isFinal: true }, size: progress.size };
}

function limitOutput(result: Extract<FinalResult, { kind: 'done' }>): {
  readonly result: FinalResult;
  readonly bytes: number;
} {
  const bytes = measureJson(result.output, MAX_OUTPUT);
  if (typeof bytes === 'number') return { result, bytes };
  const failure =
    bytes === 'too deep'
      ? failed('output_too_deep', 'The output of the step is nested more than 512 levels deep.')
      : failed('output_too_large', `The output of the step is larger than ${MAX_OUTPUT / 1_000_000} MB.`);
  return { result: failure, bytes: 0 };
}

function findExceededLimit(size: number, written: number): string | undefined {
  if (size > MAX_RUN_DATA) return `The data of the execution is larger than ${MAX_RUN_DATA / 1_000_000} MB.`;
  if (written > MAX_WRITTEN) return `The steps of the execution have written more than ${MAX_WRITTEN / 1_000_000} MB.`;
  return undefined;
}

interface EndedStep {
  readonly node: Node;
  readonly step: Step;
  readonly entry: NodeRun;
}

function endEntry(run: Run, { node, step, entry }: EndedStep, result: FinalResult, { now }: ExecutionContext): Run {
  const outcome =
    result.kind === 'done'
      ? ({ execution_status: 'success', output: result.output, error: null } as const)
      : ({ execution_status: 'error', output: null, error: { message: result.message, code: result.code } } as const);
  const ended = withNodeRun(run, step, {
    ...entry,
    ...outcome,
    execution_time: Math.max(0, Math.round(now - step.started)),
  });
  const { [node.id]: _ended, ...waits } = run.progress.waits;
  const rounds =
    result.kind === 'done' && result.round !== undefined
      ? { ...run.progress.rounds, [node.id]: result.round }
      : run.progress.rounds;
  const active = run.progress.active + (isWait(node) ? 0 : step.takes);
  return { ...ended, progress: { ...ended.progress, waits, rounds, active } };
}

/**
 * Follows the edges of the exits that the step left by. A rejected approval without such an edge cancels the execution.
 */
function followEdges(
  run: Run,
  node: Node,
  { output, exits }: Extract<FinalResult, { kind: 'done' }>,
  context: ExecutionContext,
): Run {
  const edges = run.graph.edges.filter((edge) => edge.source === node.id && exits.includes(edge.source_handle || null));
  if (edges.length === 0 && exits.includes('rejected')) return { ...run, ending: { status: 'canceled', error: null } };
  return edges.reduce((next, edge) => enterNode(next, { from: node.id, to: edge.target, input: output }, context), run);
}

/** Handles a failed step: retries it, follows its `error` exit, or ends the execution. */
function handleFailure(
  run: Run,
  { node, step, entry }: EndedStep,
  { message, isFinal = false }: Failed,
  context: ExecutionContext,
): Run {
  const input = isJsonObject(entry.input) ? entry.input : {};
  const endsExecution = step.isTooLong || isFinal;
  if (!endsExecution && step.attempt < (node.data.max_tries ?? 1))
    return startNode(run, node, { input, attempt: step.attempt + 1 }, context);
  const edges = endsExecution
    ? []
    : run.graph.edges.filter((edge) => edge.source === node.id && edge.source_handle === 'error');
  if (edges.length === 0) return { ...run, ending: { status: 'error', error: { message, node_id: node.id } } };
  return edges.reduce(
    (next, edge) => enterNode(next, { from: node.id, to: edge.target, input: { error: message } }, context),
    run,
  );
}

interface EdgeInput {
  readonly from: string;
  readonly to: string;
  readonly input: JsonObject;
}

/** Starts the node that an edge leads to. A merge is recorded instead, and starts when no other branch can reach it. */
function enterNode(run: Run, { from, to, input }: EdgeInput, context: ExecutionContext): Run {
  const node = findNode(run.graph, to);
  if (node === undefined || run.ending !== undefined) return run;
  if (node.type !== 'logic.merge') return startNode(run, node, { input, attempt: 1 }, context);
  const sources = [...new Set([...(findOwn(run.progress.arrived, to) ?? []), from])];
  return { ...run, progress: { ...run.progress, arrived: { ...run.progress.arrived, [to]: sources } } };
}

/** Starts a step unless the execution has reached a limit; then ends the execution. */
function startNode(
  run: Run,
  node: Node,
  start: { readonly input: JsonObject; readonly attempt: number },
  context: ExecutionContext,
): Run {
  if (run.progress.steps >= MAX_STEPS) {
    const message = `The execution ran more than ${MAX_STEPS} steps. Check its loops for one that never ends.`;
    return { ...run, ending: { status: 'error', error: { message, node_id: node.id } } };
  }
  const started = beginStep(run, node, start, context);
  const message = findExceededLimit(started.progress.size, started.progress.written);
  return message === undefined
    ? started
    : { ...run, ending: { status: 'error', error: { message, node_id: node.id } } };
}

/** Starts each merge that no open node and no other waiting merge can reach. */
function startMerges(run: Run, context: ExecutionContext): Run {
  const waiting = Object.keys(run.progress.arrived);
  if (waiting.length === 0) return run;
  const open = findOpenNodes(run).map(({ id }) => id);
  const ready = waiting.filter((id) => !reachableFrom(run.graph, open).has(id));
  // Merges in a cycle can reach each other: then the first one starts.
  const free = ready.filter(
    (id) =>
      !reachableFrom(
        run.graph,
        ready.filter((other) => other !== id),
      ).has(id),
  );
  return (free.length > 0 ? free : ready.slice(0, 1)).reduce((next, id) => startMerge(next, id, context), run);
}

function startMerge(run: Run, id: string, context: ExecutionContext): Run {
  const node = findNode(run.graph, id);
  const { [id]: sources = [], ...arrived } = run.progress.arrived;
  if (node === undefined) return run;
  const input = Object.fromEntries(sources.map((source) => [source, lastOutput(run, source)]));
  return startNode({ ...run, progress: { ...run.progress, arrived } }, node, { input, attempt: 1 }, context);
}

function lastOutput(run: Run, source: string): JsonObject {
  const last = runsOf(run, source).at(-1);
  if (isJsonObject(last?.output)) return last.output;
  return { error: last?.error?.message ?? null };
}

function endIfIdle(run: Run): Run {
  if (run.ending !== undefined || findOpenNodes(run).length > 0) return run;
  return { ...run, ending: { status: 'success', error: null } };
}

/** Cancels the steps that are still open when the execution ends. */
export function cancelOpenSteps(run: Run, { now }: Pick<ExecutionContext, 'now'>): Run {
  const cancel = (entry: NodeRun): NodeRun =>
    isOpen(entry)
      ? {
          ...entry,
          execution_status: 'canceled',
          execution_time: Math.max(0, now - (parseTimestamp(entry.started_at) ?? now)),
        }
      : entry;
  const runData = Object.fromEntries(Object.entries(run.runData).map(([id, entries]) => [id, entries.map(cancel)]));
  return { ...run, runData, startedSteps: [], progress: { ...run.progress, waits: {} } };
}
