import { isJsonObject } from '../../src/kernel/json/json.ts';

/** How a body differs from what is expected of it. `memory` takes what `<<name>>` stands for. */
export function matchBody(text: string, expected: string, memory: Map<string, string>): readonly string[] {
  const wanted = expected.trim();
  if (wanted === '') return [];
  if (wanted === '<empty>') return text === '' ? [] : [`the body is not empty: ${text.slice(0, 200)}`];
  if (wanted.startsWith('~ '))
    return text.includes(wanted.slice(2)) ? [] : [`the body does not hold "${wanted.slice(2)}": ${text.slice(0, 300)}`];
  const json = parse(wanted);
  if (json === undefined)
    return text === wanted
      ? []
      : [`the body is ${JSON.stringify(text.slice(0, 300))}, expected ${JSON.stringify(wanted)}`];
  return matchValue(parse(text), json, '', memory).map((failure) => `${failure} in ${text.slice(0, 300)}`);
}

/** Objects may hold more than is expected, arrays may not. */
function matchValue(actual: unknown, expected: unknown, at: string, memory: Map<string, string>): readonly string[] {
  if (typeof expected === 'string' && /^<.+>$/.test(expected)) return matchKind(actual, expected, at, memory);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return [`"${at}" is ${JSON.stringify(actual)}, expected ${expected.length} elements`];
    return expected.flatMap((element, index) => matchValue(actual[index], element, `${at}/${index}`, memory));
  }
  if (isJsonObject(expected)) {
    if (!isJsonObject(actual)) return [`"${at}" is no object`];
    return Object.entries(expected).flatMap(([name, value]) =>
      value === '<missing>'
        ? Object.hasOwn(actual, name)
          ? [`"${at}/${name}" is there`]
          : []
        : matchValue(actual[name], value, `${at}/${name}`, memory),
    );
  }
  return Object.is(actual, expected)
    ? []
    : [`"${at}" is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`];
}

function matchKind(actual: unknown, expected: string, at: string, memory: Map<string, string>): readonly string[] {
  const [, name] = /^<<(\w+)>>$/.exec(expected) ?? [];
  if (name !== undefined) {
    if (!memory.has(name)) memory.set(name, String(actual));
    return memory.get(name) === String(actual)
      ? []
      : [`"${at}" is ${JSON.stringify(actual)}, and was ${memory.get(name) ?? ''} before`];
  }
  const test = KINDS[expected];
  if (test === undefined) throw new Error(`${expected} is no kind of value.`);
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
