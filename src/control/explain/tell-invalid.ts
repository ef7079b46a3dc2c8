import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import { joinWords } from '../../kernel/text/join-words.ts';
import type { SchemaRule } from '../hints/schema-rule.ts';
import { tell, type Telling, type ToldExchange } from './told-exchange.ts';

/** Tells which fields of a request are invalid, and by which rule of the contract. */
export function tellInvalidFields({ violations, hints }: ToldExchange['exchange'], body: JsonObject): Telling {
  const listed = violations.map((violation, index) => ({ ...violation, ...toRuleDetails(hints.rules[index]) }));
  const details = { violations: listed, body };
  const [first] = violations;
  if (violations.length === 1 && first !== undefined)
    return tell('rejected', `The ${first.location} has an invalid field, ${toText(first, hints.rules[0])}`, details);
  const texts = violations.slice(0, MAX_FIELDS).map((violation, index) => ` ${toText(violation, hints.rules[index])}`);
  const rest = violations.length - texts.length;
  const where = joinWords([...new Set(violations.map(({ location }) => location))], 'and');
  const more = rest === 0 ? '' : ` And ${rest} more.`;
  return tell('rejected', `The ${where} has ${violations.length} invalid fields.${texts.join('')}${more}`, details);
}

/** Returns what to do about invalid fields: `Add the field name, and correct the field status (active or draft).` */
export function toCorrection({ violations, hints }: ToldExchange['exchange']): string {
  const named = violations.map(({ field, keyword }, index) => ({
    isMissing: keyword === 'required',
    text: `${field}${toExpected(hints.rules[index])}`,
  }));
  const missing = named.flatMap(({ isMissing, text }) => (isMissing ? [text] : []));
  const wrong = named.flatMap(({ isMissing, text }) => (isMissing ? [] : [text]));
  const parts = [
    ...(missing.length === 0 ? [] : [`add ${toFields(missing)}`]),
    ...(wrong.length === 0 ? [] : [`correct ${toFields(wrong)}`]),
  ].join(', and ');
  return `${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`;
}

/** Names fields, each once: one may break several rules. */
function toFields(names: readonly string[]): string {
  const fields = [...new Set(names)];
  const named = fields.slice(0, MAX_FIELDS);
  const rest = fields.length - named.length;
  return `the field${fields.length === 1 ? '' : 's'} ${joinWords(rest === 0 ? named : [...named, `${rest} more`], 'and')}`;
}

function toText({ field, message }: FieldViolation, rule: SchemaRule | undefined): string {
  if (rule === undefined) return `${field}: ${message}`;
  // Laravel validates what it has decoded: an object is an array of PHP.
  const expected = isObjectExpected(rule) ? ' An object is expected, which Laravel calls an array.' : '';
  const value = rule.expects === undefined ? '' : `, which is ${JSON.stringify(rule.expects)}`;
  return `${field}: ${message}${expected} The rule is ${rule.pointer}${value}.`;
}

/** Says what is expected in place of a value, where that is not plain from its message. */
function toExpected(rule: SchemaRule | undefined): string {
  if (isObjectExpected(rule)) return ' (an object)';
  const values = rule?.pointer.endsWith('/enum') === true && Array.isArray(rule.expects) ? rule.expects : [];
  return values.length === 0 ? '' : ` (${joinWords(values.map((value: JsonValue) => toWord(value)))})`;
}

function toWord(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isObjectExpected(rule: SchemaRule | undefined): boolean {
  const { pointer = '', expects = null } = rule ?? {};
  return pointer.endsWith('/type') && [expects].flat().includes('object');
}

function toRuleDetails(rule: SchemaRule | undefined): JsonObject {
  if (rule === undefined) return {};
  return rule.expects === undefined ? { pointer: rule.pointer } : { pointer: rule.pointer, expects: rule.expects };
}

/** Fields named in one text: those whose rules are found. */
const MAX_FIELDS = 20;
