import { isJsonObject } from '../../src/kernel/json/json.ts';

/** Returns the differences between a body and the expected one. `values` stores the values of `<<name>>`. */
export function matchBody(text: string, expected: string, values: Map<string, string>): readonly string[] {
  const pattern = expected.trim();
  if (pattern === '') return [];
  if (pattern === '<empty>') return text === '' ? [] : [`the body is not empty: ${text.slice(0, 200)}`];
  if (pattern.startsWith('~ '))
    return text.includes(pattern.slice(2))
      ? []
      : [`the body does not contain "${pattern.slice(2)}": ${text.slice(0, 300)}`];
  const json = parse(pattern);
  if (json === undefined)
    return text === pattern
      ? []
      : [`the body is ${JSON.stringify(text.slice(0, 300))}, expected ${JSON.stringify(pattern)}`];
  return matchValue(parse(text), json, '', values).map((failure) => `${failure} in ${text.slice(0, 300)}`);
}

/** Compares JSON values. Objects may have further properties; arrays must have the same length. */
function matchValue(actual: unknown, expected: unknown, at: string, values: Map<string, string>): readonly string[] {
  if (typeof expected === 'string' && /^<.+>$/.test(expected)) return matchKind(actual, expected, at, values);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return [`"${at}" is ${JSON.stringify(actual)}, expected ${expected.length} elements`];
    return expected.flatMap((element, index) => matchValue(actual[index], element, `${at}/${index}`, values));
  }
  if (isJsonObject(expected)) {
    if (!isJsonObject(actual)) return [`"${at}" is not an object`];
    return Object.entries(expected).flatMap(([name, value]) =>
      value === '<missing>'
        ? Object.hasOwn(actual, name)
          ? [`"${at}/${name}" is present`]
          : []
        : matchValue(actual[name], value, `${at}/${name}`, values),
    );
  }
  return Object.is(actual, expected)
    ? []
    : [`"${at}" is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`];
}

function matchKind(actual: unknown, expected: string, at: string, values: Map<string, string>): readonly string[] {
  const [, name] = /^<<(\w+)>>$/.exec(expected) ?? [];
  if (name !== undefined) {
    if (!values.has(name)) values.set(name, String(actual));
    return values.get(name) === String(actual)
      ? []
      : [`"${at}" is ${JSON.stringify(actual)}, and was ${values.get(name) ?? ''} before`];
  }
  const test = KINDS[expected];
  if (test === undefined) throw new Error(`Unknown kind of value ${expected}.`);
  return test(actual) ? [] : [`"${at}" is ${JSON.stringify(actual)}, expected ${expected}`];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const KINDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  '<any>': (value) => value !== undefined,
  '<string>': (value) => typeof value === 'string',
  '<number>': (value) => typeof value === 'number',
  '<integer>': (value) => Number.isInteger(value),
  '<boolean>': (value) => typeof value === 'boolean',
  '<array>': (value) => Array.isArray(value),
  '<object>': (value) => isJsonObject(value),
  '<uuid>': (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  '<time>': (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value),
};
