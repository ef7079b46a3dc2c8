import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { Outcome } from '../../../kernel/outcome.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import { createChance } from '../../responder/model/chance.ts';
import type { Answer, Reply } from '../../responder/model/answer.ts';
import type { AskedNode, Question } from '../../responder/model/responder.ts';
import {
  findMemories,
  findTools,
  toAskedAgent,
  toAskedModel,
  toAskedPrompt,
  toAskedWorkflow,
} from '../../runs/asked-records.ts';
import { findModel, rejectAgent, rejectModel } from '../../runs/check-model.ts';
import { fillPlaceholders, findTooLong } from '../../runs/placeholders.ts';
import { readVariables } from '../../runs/prompt-variables.ts';
import { parametersOf, type Node } from '../graph/graph.ts';
import { synthesizeFields } from './synthesized.ts';
import { failed, type AnsweredResult, type Failed, type Result, type StepContext } from '../execution/result.ts';
import { fillIn } from '../graph/variables.ts';

/** Runs an `agent.run` node: asks the agent the `message` parameter, or the whole input when there is none. */
export function askAgent(context: StepContext): Result {
  const { node, world, input, scope } = context;
  const uuid = node.data.agent_uuid;
  if (typeof uuid !== 'string') return failed('no_agent', 'The step has no agent. Set its agent_uuid.');
  const agent = world.store.get('agents', uuid);
  if (agent === undefined) return failed('agent_not_found', 'The agent of the step no longer exists.');
  const rejection = rejectAgent(agent, world.store);
  if (rejection !== undefined) return toFailed(rejection);
  const variables = fillIn(parametersOf(node), scope) as JsonObject;
  const asked = {
    agent: toAskedAgent(agent),
    tools: findTools(agent, world.store),
    memories: findMemories(agent, world.store),
    text: toText(variables['message'] ?? input),
    variables,
  };
  return ask(asked, agent, context);
}

/** Runs a `prompt.run` node: fills the prompt's placeholders with the node's parameters and asks its model. */
export function askPrompt(context: StepContext): Result {
  const { node, world, scope } = context;
  const uuid = node.data.prompt_uuid;
  if (typeof uuid !== 'string') return failed('no_prompt', 'The step has no prompt. Set its prompt_uuid.');
  const prompt = world.store.get('prompts', uuid);
  if (prompt === undefined) return failed('prompt_not_found', 'The prompt of the step no longer exists.');
  const rejection = rejectModel(findModel(prompt['large_language_model_uuid'], world.store), prompt, world.store);
  if (rejection !== undefined) return toFailed(rejection);
  const filled = fillIn(parametersOf(node), scope) as JsonObject;
  const { values, violations } = readVariables(prompt, toTexts(filled));
  if (violations.length > 0) return failed('invalid_variables', violations.map(({ message }) => message).join(' '));
  const content = String(prompt['content']);
  const [tooLong] = findTooLong(content, values);
  if (tooLong !== undefined) return failed('output_too_large', tooLong.message);
  const text = fillPlaceholders(content, values);
  const asked = { prompt: toAskedPrompt(prompt), tools: [], memories: [], text, variables: values };
  return ask(asked, prompt, context);
}

type NodeQuestion = Pick<Question, 'agent' | 'prompt' | 'tools' | 'memories' | 'text' | 'variables'>;

/** Returns the question of a step. `asking` is its agent or prompt. */
function ask(asked: NodeQuestion, asking: StoredRecord, context: StepContext): Result {
  const { step, node, world, input, execution } = context;
  const model = findModel(asking['large_language_model_uuid'], world.store);
  const workflow = world.store.get('workflows', String(execution['workflow_uuid']));
  const seedKey = `workflow/${step.execution}/${step.node}/${step.index}/answer`;
  const question: Question = {
    ...asked,
    ...toAskedModel(model),
    ...(workflow === undefined ? {} : { workflow: toAskedWorkflow(workflow) }),
    node: toAskedNode(node),
    conversation: [],
    input,
    temperature: toNumber(asking['temperature']),
    maxTokens: toNumber(asking['max_tokens']),
    seed: world.random.deriveSeed(seedKey),
  };
  const slug = model?.['slug'] ?? null;
  return { kind: 'asks', question, finish: (answer) => toResult(answer, { ...context, slug, seedKey }) };
}

/** Returns the result of a step whose question was answered. */
function toResult(
  answer: Answer,
  { run, step, node, world, slug, seedKey }: StepContext & { readonly slug: JsonValue; readonly seedKey: string },
): AnsweredResult {
  if (node.data.simulate?.seconds === undefined && answer.duration > step.takes)
    return { kind: 'longer', takes: answer.duration, answer };
  if (answer.kind === 'failure') return failed(`model_${answer.status}`, answer.message);
  const output = { output: answer.text, model: slug, ...fieldsOf(answer.text) };
  const context = {
    graph: run.graph,
    chance: createChance(world.random, seedKey),
    round: step.index + 1,
    leading: leadingNumber(answer.text),
  };
  return {
    kind: 'done',
    output: { ...output, ...toolFields(answer), ...synthesizeFields(node.id, output, context) },
    exits: [null],
  };
}

function toAskedNode({ id, type, ...rest }: Node): AskedNode {
  const { name }: JsonObject = rest;
  return { id, name: typeof name === 'string' ? name : null, type };
}

/** Returns the fields of an answer that is a JSON object, with or without a Markdown code fence. */
function fieldsOf(text: string): JsonObject {
  const json = /```json\s([\s\S]+?)```/.exec(text)?.[1] ?? text;
  if (!json.trim().startsWith('{')) return {};
  try {
    const value: unknown = JSON.parse(json);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

function toolFields({ toolCalls }: Reply): JsonObject {
  return toolCalls.length === 0 ? {} : { tool_calls: toolCalls };
}

function leadingNumber(text: string): number | undefined {
  const digits = /^(\d{1,6}(?:\.\d{1,4})?)\b(?![.)]\s)/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Converts objects and lists to JSON text, because placeholders of a prompt take strings. */
function toTexts(values: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? toText(value) : value,
    ]),
  );
}

/** Returns the failed result for an agent or model that cannot answer. */
function toFailed(outcome: Outcome): Failed {
  return failed('not_available', outcome.kind === 'conflict' ? outcome.message : 'It cannot answer at present.');
}

function toNumber(value: JsonValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function toText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
