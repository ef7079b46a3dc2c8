import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json.ts';
import type { StoredRecord } from '../../store/store.ts';
import { createChance } from '../responder/chance.ts';
import type { Answer, Question } from '../responder/responder.ts';
import { parametersOf } from './graph.ts';
import { makeUpFields } from './made-up.ts';
import { failed, type Result, type StepContext } from './result.ts';
import { fillIn } from './variables.ts';

/** An agent's step: its `message`, or all that came in, is what the agent is asked. */
export async function askAgent(context: StepContext): Promise<Result> {
  const { node, world, input, scope } = context;
  const uuid = node.data.agent_uuid;
  if (typeof uuid !== 'string') return failed('no_agent', 'The step names no agent.');
  const agent = world.store.get('agents', uuid);
  if (agent === undefined) return failed('agent_not_found', 'The agent of the step is not there any more.');
  if (agent['is_enabled'] === false) return failed('agent_disabled', `The agent "${String(agent['name'])}" is not enabled.`);
  const variables = fillIn(parametersOf(node), scope) as JsonObject;
  const text = toText(variables['message'] ?? input);
  const tools = toKeys(agent['tool_uuids']).flatMap((key) => {
    const tool = world.store.get('tools', key);
    return tool === undefined ? [] : [tool];
  });
  const memories = world.store.find('memories', 'agent_uuid', uuid);
  return ask({ agent, tools, memories, text, variables, maxTokens: toTokens(agent) }, agent, context);
}

/** A prompt's step: its parameters fill the gaps of the prompt. */
export async function askPrompt(context: StepContext): Promise<Result> {
  const { node, world, scope } = context;
  const uuid = node.data.prompt_uuid;
  if (typeof uuid !== 'string') return failed('no_prompt', 'The step names no prompt.');
  const prompt = world.store.get('prompts', uuid);
  if (prompt === undefined) return failed('prompt_not_found', 'The prompt of the step is not there any more.');
  const variables = { ...defaultsOf(prompt), ...(fillIn(parametersOf(node), scope) as JsonObject) };
  const missing = declaredBy(prompt).filter(
    ({ name, is_required: isRequired }) => isRequired === true && isEmpty(findOwn(variables, String(name))),
  );
  if (missing.length > 0)
    return failed(
      'missing_variables',
      `The prompt "${String(prompt['name'])}" needs ${missing.map(({ name }) => String(name)).join(', ')}.`,
    );
  const text = String(prompt['content']).replaceAll(/\{\{\s*([A-Za-z_]\w*)\s*\}\}/g, (gap, name: string) => {
    const value = findOwn<JsonValue>(variables, name);
    return value === undefined ? gap : toText(value);
  });
  return ask({ prompt, text, variables, maxTokens: toTokens(prompt) }, prompt, context);
}

type Asked = Omit<Question, 'model' | 'workflow' | 'node' | 'random' | 'place' | 'input'>;

async function ask(asked: Asked, by: StoredRecord, { run, node, step, world, input, execution, responder }: StepContext): Promise<Result> {
  const model =
    typeof by['large_language_model_uuid'] === 'string'
      ? world.store.get('large_language_models', by['large_language_model_uuid'])
      : undefined;
  if (model?.['is_enabled'] === false) return failed('model_disabled', `The model "${String(model['name'])}" is not enabled.`);
  const place = `workflow/${step.execution}/${step.node}/${step.index}/answer`;
  const workflow = world.store.get('workflows', String(execution['workflow_uuid']));
  const answer = await responder.respond({
    ...asked,
    model,
    workflow,
    node: node as unknown as JsonObject,
    input,
    random: world.random,
    place,
  });
  if (node.data.simulate?.seconds === undefined && answer.duration > step.takes) return { kind: 'longer', takes: answer.duration };
  if (answer.kind === 'failure') return failed(`model_${answer.status}`, answer.message);
  const said = { output: answer.text, model: model?.['slug'] ?? null, ...fieldsOf(answer.text) };
  const context = {
    graph: run.graph,
    chance: createChance(world.random, place),
    round: step.index + 1,
    leading: leadingNumber(answer.text),
  };
  return { kind: 'done', output: { ...said, ...toolFields(answer), ...makeUpFields(node.id, said, context) }, exits: [null] };
}

/** An answer that is a JSON object, in a fence or not, gives its fields. */
function fieldsOf(text: string): JsonObject {
  const json = /```json\s+([\s\S]+?)```/.exec(text)?.[1] ?? text;
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

function declaredBy(prompt: StoredRecord): readonly JsonObject[] {
  const { variables } = prompt;
  return Array.isArray(variables) ? (variables as readonly JsonValue[]).filter(isJsonObject) : [];
}

function defaultsOf(prompt: StoredRecord): JsonObject {
  const filled = declaredBy(prompt).filter((variable) => !isEmpty(variable['default_value']));
  return Object.fromEntries(filled.map((variable) => [String(variable['name']), variable['default_value'] ?? null]));
}

function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '';
}

function toTokens({ max_tokens: most }: StoredRecord): number | null {
  return typeof most === 'number' ? most : null;
}

function toKeys(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]).filter((key) => typeof key === 'string') : [];
}

function toText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
