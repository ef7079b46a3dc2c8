import { BootError } from '../../../kernel/boot-fault.ts';
import { parseJsonPath } from '../../../kernel/json-path/json-path.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { findNearestName } from '../../../kernel/text/nearest-name.ts';
import { toPointer } from '../../../kernel/json/pointer.ts';
import type { StateFault } from '../../../kernel/problem.ts';
import type { ToolCall } from '../model/responder.ts';
import type { Condition, Script, ScriptRule } from './script.ts';
import { toKeywords } from '../model/words.ts';

/** Reads the content of a script. Throws a BootError that lists all that is wrong with it. */
export function parseScript(content: JsonValue, file: string): Script {
  const { faults, refuse } = gatherFaults();
  const { rules } = readObject(content, [], ['rules'], refuse);
  if (!Array.isArray(rules))
    refuse(['rules'], 'A script is a list of rules.', 'Write rules: and below it, each with a dash, when: and reply:.');
  const parsed = toItems(rules).map((rule, index) => parseRule(rule, ['rules', index], refuse));
  if (faults.length > 0) throw new BootError(faults.map((fault) => ({ ...fault, file })));
  return { rules: parsed };
}

/** Reads one rule, which stands at a path of something else. It is of use only where nothing is wrong with it. */
export function readRule(
  value: JsonValue,
  path: Path,
): { readonly rule: ScriptRule; readonly faults: readonly StateFault[] } {
  const { faults, refuse } = gatherFaults();
  return { rule: parseRule(value, path, refuse), faults };
}

type Path = readonly (string | number)[];
type Reject = (path: Path, message: string, remedy: string) => void;

function gatherFaults(): { readonly faults: readonly StateFault[]; readonly refuse: Reject } {
  const faults: StateFault[] = [];
  return { faults, refuse: (path, message, remedy) => void faults.push({ pointer: toPointer(path), message, remedy }) };
}

function parseRule(value: JsonValue, path: Path, refuse: Reject): ScriptRule {
  const rule = readObject(value, path, ['name', 'when', 'reply', 'tool_calls', 'delay', 'error'], refuse);
  if (
    rule['reply'] === undefined &&
    rule['tool_calls'] === undefined &&
    rule['error'] === undefined &&
    rule['delay'] === undefined
  )
    refuse(path, 'The rule says nothing of the answer.', 'Give it a reply, tool_calls, a delay or an error.');
  if (rule['error'] !== undefined && (rule['reply'] ?? rule['tool_calls']) !== undefined)
    refuse([...path, 'error'], 'A model that fails answers nothing.', 'Give a reply or an error, not both.');
  return {
    when: parseCondition(rule['when'] ?? {}, [...path, 'when'], refuse),
    replies: readTexts(rule['reply'], [...path, 'reply'], refuse),
    toolCalls: readList(rule['tool_calls'], [...path, 'tool_calls'], refuse).map((call, index) =>
      parseCall(call, [...path, 'tool_calls', index], refuse),
    ),
    delay: parseDelay(rule['delay'], [...path, 'delay'], refuse),
    error: rule['error'] === undefined ? undefined : parseError(rule['error'], [...path, 'error'], refuse),
  };
}

function parseCondition(value: JsonValue, path: Path, refuse: Reject): Condition {
  const when = readObject(value, path, ['agent', 'prompt', 'workflow', 'node', 'text', 'words', 'input'], refuse);
  const names = (name: string): readonly string[] =>
    readTexts(when[name], [...path, name], refuse).map((text) => text.toLowerCase());
  const input = when['input'] === undefined ? {} : readObject(when['input'], [...path, 'input'], undefined, refuse);
  return {
    agent: names('agent'),
    prompt: names('prompt'),
    workflow: names('workflow'),
    node: names('node'),
    contains: names('text'),
    words: toKeywords(readTexts(when['words'], [...path, 'words'], refuse).join(' ')),
    input: Object.entries(input).flatMap(([text, wanted]) => {
      const steps = parseJsonPath(text);
      if (steps !== undefined)
        return [{ path: steps, values: Array.isArray(wanted) ? (wanted as readonly JsonValue[]) : [wanted] }];
      refuse(
        [...path, 'input', text],
        `${JSON.stringify(text)} is no path.`,
        'Write one such as $.variables.tone or $.order.items[0].sku.',
      );
      return [];
    }),
  };
}

function parseCall(value: JsonValue, path: Path, refuse: Reject): ToolCall {
  const call = readObject(value, path, ['name', 'arguments', 'status', 'result'], refuse);
  const { name, status = 'success', result = null } = call;
  if (typeof name !== 'string' || name === '' || name.length > 255)
    refuse([...path, 'name'], 'A call names its tool.', 'Give the slug of the tool, such as jira-create-ticket.');
  if (!isStatus(status))
    refuse(
      [...path, 'status'],
      `${JSON.stringify(status)} is no way for a call to end.`,
      `Use ${STATUSES.join(', ')}.`,
    );
  const given =
    call['arguments'] === undefined ? {} : readObject(call['arguments'], [...path, 'arguments'], undefined, refuse);
  const number = Number(path.at(-1)) + 1;
  return {
    id: `call_${number}`,
    name: String(name),
    arguments: given,
    status: isStatus(status) ? status : 'success',
    result,
  };
}

function parseDelay(value: JsonValue | undefined, path: Path, refuse: Reject): number | undefined {
  if (value === undefined) return undefined;
  const [, amount, unit = 'ms'] = /^(\d{1,7}(?:\.\d{1,3})?) ?(ms|s)?$/.exec(String(value)) ?? [];
  const milliseconds = Math.round(Number(amount) * (unit === 's' ? 1000 : 1));
  if (milliseconds <= MAX_DELAY) return milliseconds;
  refuse(path, `${JSON.stringify(value)} is no delay of at most ten minutes.`, 'Write 2s, 500ms, or milliseconds.');
  return undefined;
}

function parseError(value: JsonValue, path: Path, refuse: Reject): ScriptRule['error'] {
  const { status = 502, message = 'The model did not answer.' } = readObject(
    value,
    path,
    ['status', 'message'],
    refuse,
  );
  const isFailure = typeof status === 'number' && FAILURES.includes(status);
  if (!isFailure)
    refuse(
      [...path, 'status'],
      `${JSON.stringify(status)} is no status that a model fails with.`,
      `Use ${FAILURES.join(', ')}.`,
    );
  if (typeof message !== 'string') refuse([...path, 'message'], 'A message is a text.', 'Put it in quotes.');
  return { status: Number(status), message: String(message) };
}

/** A text or a list of texts. */
function readTexts(value: JsonValue | undefined, path: Path, refuse: Reject): readonly string[] {
  if (value === undefined) return [];
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  for (const [index, item] of list.entries()) {
    if (typeof item !== 'string' || item.trim() === '')
      refuse(
        Array.isArray(value) ? [...path, index] : path,
        'This is not a text.',
        'Write a text, in quotes where it looks like a number.',
      );
  }
  if (list.length === 0) refuse(path, 'The list is empty.', 'Give at least one text, or leave it out.');
  return list.filter((item) => typeof item === 'string');
}

function readList(value: JsonValue | undefined, path: Path, refuse: Reject): readonly JsonValue[] {
  if (value !== undefined && !Array.isArray(value)) refuse(path, 'This is not a list.', 'Write each with a dash.');
  return toItems(value);
}

/** An object of the names that it may have; undefined lets any. */
function readObject(
  value: JsonValue,
  path: Path,
  names: readonly string[] | undefined,
  refuse: Reject,
): Readonly<Record<string, JsonValue | undefined>> & JsonObject {
  if (!isJsonObject(value)) {
    refuse(path, 'This is not an object.', names === undefined ? 'Write name: value.' : `Write ${names.join(', ')}.`);
    return {};
  }
  for (const name of Object.keys(value)) {
    if (names === undefined || names.includes(name)) continue;
    const nearest = findNearestName(name, names);
    refuse(
      [...path, name],
      `"${name}" means nothing here.`,
      nearest === undefined ? `Use ${names.join(', ')}.` : `Did you mean ${nearest}?`,
    );
  }
  return value;
}

function toItems(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function isStatus(value: JsonValue): value is ToolCall['status'] {
  return STATUSES.includes(value as ToolCall['status']);
}

const STATUSES: readonly ToolCall['status'][] = ['success', 'error', 'pending'];
/** What the contract declares for a model that fails. */
const FAILURES: readonly number[] = [429, 502, 503, 504];
const MAX_DELAY = 600_000;
