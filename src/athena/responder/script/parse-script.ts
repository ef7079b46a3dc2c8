import { BootError } from '../../../kernel/boot-fault.ts';
import { parseJsonPath } from '../../../kernel/json-path/json-path.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { findNearestName } from '../../../kernel/text/nearest-name.ts';
import { toPointer } from '../../../kernel/json/pointer.ts';
import type { StateFault } from '../../../kernel/problem.ts';
import { FAILURE_STATUSES, TOOL_CALL_STATUSES, type ToolCall } from '../model/responder.ts';
import type { Condition, Script, ScriptRule } from './script.ts';
import { toKeywords } from '../model/words.ts';

/** Parses the content of a script file. Throws a BootError that lists every fault. */
export function parseScript(content: JsonValue, file: string): Script {
  const { faults, addFault } = collectFaults();
  const { rules } = readObject(content, [], ['rules'], addFault);
  if (!Array.isArray(rules))
    addFault(
      ['rules'],
      'A script needs a list of rules.',
      'Write `rules:`, then each rule with a dash, `when:` and `reply:`.',
    );
  const parsed = toItems(rules).map((rule, index) => parseRule(rule, ['rules', index], addFault));
  if (faults.length > 0) throw new BootError(faults.map((fault) => ({ ...fault, file })));
  return { rules: parsed };
}

/** Parses one rule; `path` locates it in the faults. Use the rule only when there are no faults. */
export function readRule(
  value: JsonValue,
  path: Path,
): { readonly rule: ScriptRule; readonly faults: readonly StateFault[] } {
  const { faults, addFault } = collectFaults();
  return { rule: parseRule(value, path, addFault), faults };
}

type Path = readonly (string | number)[];
type AddFault = (path: Path, message: string, remedy: string) => void;

function collectFaults(): { readonly faults: readonly StateFault[]; readonly addFault: AddFault } {
  const faults: StateFault[] = [];
  return {
    faults,
    addFault: (path, message, remedy) => void faults.push({ pointer: toPointer(path), message, remedy }),
  };
}

function parseRule(value: JsonValue, path: Path, addFault: AddFault): ScriptRule {
  const rule = readObject(value, path, ['name', 'when', 'reply', 'tool_calls', 'delay', 'error'], addFault);
  if (
    rule['reply'] === undefined &&
    rule['tool_calls'] === undefined &&
    rule['error'] === undefined &&
    rule['delay'] === undefined
  )
    addFault(path, 'The rule has no effect.', 'Give it a reply, tool_calls, a delay or an error.');
  if (rule['error'] !== undefined && (rule['reply'] ?? rule['tool_calls']) !== undefined)
    addFault([...path, 'error'], 'A rule with an error cannot also reply.', 'Give a reply or an error, not both.');
  const number = path.at(-1);
  return {
    id: typeof number === 'number' ? number + 1 : null,
    name: typeof rule['name'] === 'string' ? rule['name'] : null,
    when: parseCondition(rule['when'] ?? {}, [...path, 'when'], addFault),
    replies: readTexts(rule['reply'], [...path, 'reply'], addFault),
    toolCalls: readList(rule['tool_calls'], [...path, 'tool_calls'], addFault).map((call, index) =>
      parseCall(call, [...path, 'tool_calls', index], addFault),
    ),
    delay: parseDelay(rule['delay'], [...path, 'delay'], addFault),
    error: rule['error'] === undefined ? undefined : parseError(rule['error'], [...path, 'error'], addFault),
  };
}

function parseCondition(value: JsonValue, path: Path, addFault: AddFault): Condition {
  const when = readObject(value, path, ['agent', 'prompt', 'workflow', 'node', 'text', 'words', 'input'], addFault);
  const names = (name: string): readonly string[] =>
    readTexts(when[name], [...path, name], addFault).map((text) => text.toLowerCase());
  const input = when['input'] === undefined ? {} : readObject(when['input'], [...path, 'input'], undefined, addFault);
  return {
    agent: names('agent'),
    prompt: names('prompt'),
    workflow: names('workflow'),
    node: names('node'),
    contains: names('text'),
    words: toKeywords(readTexts(when['words'], [...path, 'words'], addFault).join(' ')),
    input: Object.entries(input).flatMap(([text, wanted]) => {
      const steps = parseJsonPath(text);
      if (steps !== undefined)
        return [{ path: steps, values: Array.isArray(wanted) ? (wanted as readonly JsonValue[]) : [wanted] }];
      addFault(
        [...path, 'input', text],
        `${JSON.stringify(text)} is not a path.`,
        'Write a path such as $.variables.tone or $.order.items[0].sku.',
      );
      return [];
    }),
  };
}

function parseCall(value: JsonValue, path: Path, addFault: AddFault): ToolCall {
  const call = readObject(value, path, ['name', 'arguments', 'status', 'result'], addFault);
  const { name, status = 'success', result = null } = call;
  if (typeof name !== 'string' || name === '' || name.length > 255)
    addFault(
      [...path, 'name'],
      'A tool call needs a name.',
      'Set it to the slug of the tool, such as jira-create-ticket.',
    );
  if (!isStatus(status))
    addFault(
      [...path, 'status'],
      `${JSON.stringify(status)} is not a status of a tool call.`,
      `Use ${TOOL_CALL_STATUSES.join(', ')}.`,
    );
  const args =
    call['arguments'] === undefined ? {} : readObject(call['arguments'], [...path, 'arguments'], undefined, addFault);
  const number = Number(path.at(-1)) + 1;
  return {
    id: `call_${number}`,
    name: String(name),
    arguments: args,
    status: isStatus(status) ? status : 'success',
    result,
  };
}

function parseDelay(value: JsonValue | undefined, path: Path, addFault: AddFault): number | undefined {
  if (value === undefined) return undefined;
  const [, amount, unit = 'ms'] = /^(\d{1,7}(?:\.\d{1,3})?) ?(ms|s)?$/.exec(String(value)) ?? [];
  const milliseconds = Math.round(Number(amount) * (unit === 's' ? 1000 : 1));
  if (milliseconds <= MAX_DELAY) return milliseconds;
  addFault(
    path,
    `${JSON.stringify(value)} is not a delay of at most ten minutes.`,
    'Write 2s, 500ms, or a number of milliseconds.',
  );
  return undefined;
}

function parseError(value: JsonValue, path: Path, addFault: AddFault): ScriptRule['error'] {
  const { status = 502, message = 'The model did not answer.' } = readObject(
    value,
    path,
    ['status', 'message'],
    addFault,
  );
  const known = FAILURE_STATUSES.find((candidate) => candidate === status);
  if (known === undefined)
    addFault(
      [...path, 'status'],
      `${JSON.stringify(status)} is not a status that a model fails with.`,
      `Use ${FAILURE_STATUSES.join(', ')}.`,
    );
  if (typeof message !== 'string') addFault([...path, 'message'], 'The message is not a string.', 'Put it in quotes.');
  return { status: known ?? 502, message: String(message) };
}

/** Reads a string or a list of strings. */
function readTexts(value: JsonValue | undefined, path: Path, addFault: AddFault): readonly string[] {
  if (value === undefined) return [];
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  for (const [index, item] of list.entries()) {
    if (typeof item !== 'string' || item.trim() === '')
      addFault(
        Array.isArray(value) ? [...path, index] : path,
        'This is not a string.',
        'Write a string; put it in quotes if it looks like a number.',
      );
  }
  if (list.length === 0) addFault(path, 'The list is empty.', 'Give at least one string, or leave it out.');
  return list.filter((item) => typeof item === 'string');
}

function readList(value: JsonValue | undefined, path: Path, addFault: AddFault): readonly JsonValue[] {
  if (value !== undefined && !Array.isArray(value))
    addFault(path, 'This is not a list.', 'Write each item with a dash.');
  return toItems(value);
}

/** Reads an object whose properties must be among `names`; undefined allows any. */
function readObject(
  value: JsonValue,
  path: Path,
  names: readonly string[] | undefined,
  addFault: AddFault,
): Readonly<Record<string, JsonValue | undefined>> & JsonObject {
  if (!isJsonObject(value)) {
    addFault(path, 'This is not an object.', names === undefined ? 'Write name: value.' : `Write ${names.join(', ')}.`);
    return {};
  }
  for (const name of Object.keys(value)) {
    if (names === undefined || names.includes(name)) continue;
    const nearest = findNearestName(name, names);
    addFault(
      [...path, name],
      `"${name}" is not a known property here.`,
      nearest === undefined ? `Use ${names.join(', ')}.` : `Did you mean ${nearest}?`,
    );
  }
  return value;
}

function toItems(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function isStatus(value: JsonValue): value is ToolCall['status'] {
  return TOOL_CALL_STATUSES.includes(value as ToolCall['status']);
}

const MAX_DELAY = 600_000;
