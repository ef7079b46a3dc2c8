import { toTimestamp } from '../../../kernel/time/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { askAgent, askPrompt } from './ask-responder.ts';
import { callService } from './call-service.ts';
import { ExpressionError } from '../graph/expression-tokens.ts';
import { parseExpression } from '../graph/expression.ts';
import { evaluate } from '../graph/evaluate.ts';
import { parametersOf, type Node } from '../graph/graph.ts';
import { createBudget, LimitError, MAX_COMPARED } from '../graph/limits.ts';
import { typeOf } from '../graph/node-types.ts';
import { nextRound } from './loop.ts';
import { rootsOf } from '../execution/roots.ts';
import { done, failed, type AnsweredResult, type Failed, type Result, type StepContext } from '../execution/result.ts';
import { runsOf } from '../execution/run.ts';
import { createScope, fillIn, UnresolvedError, type Scope } from '../graph/variables.ts';

/** Computes the result of a step from the execution so far. It writes no records and sends no requests. */
export function executeNode(base: Omit<StepContext, 'scope'>): Result {
  const { node, step, run, input } = base;
  if (step.isTooLong) return failed('timeout', 'The execution took longer than the timeout of its workflow.');
  if (node.data.is_disabled === true)
    return { kind: 'done', output: input, exits: [SKIPPED_EXITS.get(node.type) ?? null] };
  const failure = simulatedFailure(node, runsOf(run, node.id).length);
  if (failure !== undefined) return failure;
  try {
    const result = EXECUTORS[node.type]({ ...base, scope: createScope(rootsOf(run, input)) });
    if (result.kind !== 'asks') return completeOutput(result, node);
    return { ...result, finish: (answer) => completeOutput(result.finish(answer), node) };
  } catch (error) {
    if (error instanceof UnresolvedError) return failed('unresolved_variable', error.message);
    if (error instanceof LimitError) return failed(error.code, error.message);
    throw error;
  }
}

/** Adds the simulated output of a step, and warnings of parameters that its type does not know. */
function completeOutput(result: AnsweredResult, node: Node): AnsweredResult {
  if (result.kind !== 'done') return result;
  const simulated = node.data.simulate?.output as JsonObject | undefined;
  const warnings = findUnknownParameters(node);
  return {
    ...result,
    output: { ...result.output, ...(warnings.length === 0 ? {} : { warnings }), ...simulated },
  };
}

function findUnknownParameters(node: Node): readonly string[] {
  const { parameters: known } = typeOf(node);
  if (known === undefined) return [];
  return Object.keys(parametersOf(node))
    .filter((name) => !known.includes(name))
    .map((name) => `Unknown parameter ${name}: ${node.type} knows ${known.join(', ')}.`);
}

type NodeExecutor = (context: StepContext) => Result;

function simulatedFailure({ data }: Node, runs: number): Failed | undefined {
  const { error, failures = Number.POSITIVE_INFINITY } = data.simulate ?? {};
  return error === undefined || runs > failures ? undefined : failed(error.code ?? 'simulated', error.message);
}

function startTrigger({ run }: StepContext): Result {
  return done(run.startData);
}

function decide({ node, scope }: StepContext): Result {
  const { expression } = parametersOf(node);
  if (typeof expression !== 'string' || expression.trim() === '')
    return failed('no_expression', 'The condition has no expression. Set its expression parameter.');
  try {
    const budget = createBudget(MAX_COMPARED);
    const counted: Scope = (path) => {
      const value = scope(path);
      if (value !== undefined) budget.charge(value);
      return value;
    };
    const result = evaluate(parseExpression(expression), counted);
    return { kind: 'done', output: { result }, exits: [String(result)] };
  } catch (error) {
    if (error instanceof ExpressionError)
      return failed('invalid_expression', `"${expression}" is not a valid condition: ${error.message}.`);
    throw error;
  }
}

/**
 * Decides an approval, as a person did or as its settings say. One that has no decision by its deadline fails, whatever
 * is decided later.
 */
function approve({ node, step, run, world, scope, decision: made }: StepContext): Result {
  const { decision = 'approved' } = node.data.simulate ?? {};
  const { assignee = null } = fillIn(parametersOf(node), scope) as JsonObject;
  if (made !== undefined) return decided(made.isApproved, made.by);
  const decidedAt = toTimestamp(step.started + world.pace.scale(step.takes));
  const deadline = step.wait_till ?? run.progress.waits[node.id] ?? decidedAt;
  // Both are written by toTimestamp, so their texts compare as their times do.
  if (decision === 'none' || step.wait_till !== undefined || decidedAt > deadline)
    return failed('expired', `The approval expired at ${deadline} without a decision.`);
  return decided(decision === 'approved', assignee);
}

function decided(isApproved: boolean, by: JsonValue): Result {
  const exits = isApproved ? ['approved', null] : ['rejected'];
  return { kind: 'done', output: { approved: isApproved, by }, exits };
}

function wait({ node, scope }: StepContext): Result {
  const filled = fillIn(parametersOf(node), scope) as JsonObject;
  const { parameters: units = [] } = typeOf(node);
  const waited = units.flatMap((unit) => (Object.hasOwn(filled, unit) ? [[`waited_${unit}`, filled[unit]]] : []));
  return done(Object.fromEntries(waited) as JsonObject);
}

function set({ node, scope }: StepContext): Result {
  return done(fillIn(parametersOf(node), scope) as JsonObject);
}

function loop(context: StepContext): Result {
  const { node, run, scope, input } = context;
  const filled = fillIn(parametersOf(node), scope);
  return nextRound(isJsonObject(filled) ? filled : {}, { completed: run.progress.rounds[node.id] ?? 0, input });
}

const EXECUTORS: Readonly<Record<Node['type'], NodeExecutor>> = {
  'trigger.webhook': startTrigger,
  'trigger.schedule': startTrigger,
  'trigger.manual': startTrigger,
  'agent.run': askAgent,
  'prompt.run': askPrompt,
  'tool.call': callService,
  'http.request': callService,
  'logic.condition': decide,
  'logic.loop': loop,
  'logic.merge': ({ input }) => done(input),
  'logic.delay': wait,
  'human.approval': approve,
  'data.set': set,
};

/** The exit by which a disabled node is left; the unnamed exit for types that are not listed. */
const SKIPPED_EXITS: ReadonlyMap<Node['type'], string> = new Map([
  ['logic.condition', 'true'],
  ['logic.loop', 'done'],
] as const);
