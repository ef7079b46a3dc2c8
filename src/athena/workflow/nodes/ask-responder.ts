import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { Outcome } from '../../../kernel/outcome.ts';
import type { StoredRecord } from '../../../store/port/store.ts';
import { createChance } from '../../responder/model/chance.ts';
import type { Answer, Question } from '../../responder/model/responder.ts';
import { findModel, rejectAgent, rejectModel } from '../../runs/check-model.ts';
import { fillPlaceholders, findTooLong } from '../../runs/placeholders.ts';
import { readVariables } from '../../runs/prompt-variables.ts';
import { parametersOf } from '../graph/graph.ts';
import { synthesizeFields } from './synthesized.ts';
import { failed, type Failed, type Result, type StepContext } from '../execution/result.ts';
import { fillIn } from '../graph/variables.ts';

/** Runs an `agent.run` node: asks the agent the `message` parameter, or the whole input when there is none. */
export async function askAgent(context: StepContext): Promise<Result> {
  const { node, world, input, scope } = context;
  const uuid = node.data.agent_uuid;
  if (typeof uuid !== 'string') return failed('no_agent', 'The step has no agent. Set its agent_uuid.');
  const agent = world.store.get('agents', uuid);
  if (agent === undefined) return failed('agent_not_found', 'The agent of the step no longer exists.');
  const rejection = rejectAgent(agent, world.store);
  if (rejection !== undefined) return toFailed(rejection);
  const variables = fillIn(parametersOf(node), scope) as JsonObject;
  const text = toText(variables['message'] ?? input);
  const tools = toKeys(agent['tool_uuids']).flatMap((key) => {
    const tool = world.store.get('tools', key);
    return tool === undefined ? [] : [tool];
  });
  const memories = world.store.find('memories', 'agent_uuid', uuid);
  return ask({ agent, tools, memories, text, variables, maxTokens: toTokens(agent) }, agent, context);
}

/** Runs a `prompt.run` node: fills the prompt's placeholders with the node's parameters and asks its model. */
export async function askPrompt(context: StepContext): Promise<Result> {
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
  return ask({ prompt, text, variables: values, maxTokens: toTokens(prompt) }, prompt, context);
}

type NodeQuestion = Omit<Question, 'model' | 'workflow' | 'node' | 'random' | 'seedKey' | 'input' | 'state'>;

async function ask(
  question: NodeQuestion,
  asking: StoredRecord,
  { run, node, step, world, input, execution, responder }: StepContext,
): Promise<Result> {
  const model = findModel(asking['large_language_model_uuid'], world.store);
  const seedKey = `workflow/${step.execution}/${step.node}/${step.index}/answer`;
  const workflow = world.store.get('workflows', String(execution['workflow_uuid']));
  const answer = await responder.respond({
    ...question,
    model,
    workflow,
    node,
    input,
    state: world.store,
    random: world.random,
    seedKey,
  });
  if (node.data.simulate?.seconds === undefined && answer.duration > step.takes)
    return { kind: 'longer', takes: answer.duration };
  if (answer.kind === 'failure') return failed(`model_${answer.status}`, answer.message);
  const output = { output: answer.text, model: model?.['slug'] ?? null, ...fieldsOf(answer.text) };
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

function toolFields(answer: Extract<Answer, { kind: 'reply' }>): JsonObject {
  return answer.toolCalls.length === 0 ? {} : { tool_calls: answer.toolCalls };
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

function toTokens({ max_tokens: limit }: StoredRecord): number | null {
  return typeof limit === 'number' ? limit : null;
}

function toKeys(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter((key) => typeof key === 'string') : [];
}

function toText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
