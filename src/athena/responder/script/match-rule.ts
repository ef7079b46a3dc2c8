import { selectByPath } from '../../../kernel/json-path/json-path.ts';
import type { JsonValue } from '../../../kernel/json/json.ts';
import type { Question } from '../model/responder.ts';
import type { Condition, Script, ScriptRule } from './script.ts';
import { countShared } from '../model/words.ts';

/** Returns the first rule whose condition matches the question, or undefined. */
export function findRule({ rules }: Script, question: Question): ScriptRule | undefined {
  return rules.find(({ when }) => matches(when, question));
}

function matches(when: Condition, { agent, prompt, workflow, node, text, variables, input }: Question): boolean {
  const lowerText = text.toLowerCase();
  return (
    isNamed(when.agent, [agent?.uuid, agent?.name]) &&
    isNamed(when.prompt, [prompt?.uuid, prompt?.name]) &&
    isNamed(when.workflow, [workflow?.uuid, workflow?.name]) &&
    isNamed(when.node, [node?.id, node?.name, node?.type]) &&
    (when.contains.length === 0 || when.contains.some((part) => lowerText.includes(part))) &&
    countShared(when.words, text) === when.words.length &&
    when.input.every(({ path, values }) =>
      selectByPath(input ?? { text, variables }, path).some((value) => isAny(value, values)),
    )
  );
}

function isNamed(wanted: readonly string[], names: readonly (JsonValue | undefined)[]): boolean {
  return wanted.length === 0 || names.some((name) => typeof name === 'string' && wanted.includes(name.toLowerCase()));
}

function isAny(value: JsonValue, values: readonly JsonValue[]): boolean {
  return values.some((wanted) => JSON.stringify(wanted) === JSON.stringify(value));
}
