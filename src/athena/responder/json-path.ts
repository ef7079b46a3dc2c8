import { findOwn, isJsonObject, type JsonValue } from '../../kernel/json.ts';

/** Steps into a value: a name, an index, or `*` for every member. */
export type JsonPath = readonly (string | number)[];

/** Reads a path of the plain kind (RFC 9535 without filters, slices and descents): `$.order.items[0].sku`, `$['order no']`, `$.items[*].sku`. Undefined where it is none. */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (!text.startsWith('$')) return undefined;
  const steps: (string | number)[] = [];
  const step = new RegExp(STEP);
  step.lastIndex = 1;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (match === null) return undefined;
    const [, name, index, quoted, wild] = match;
    steps.push(index === undefined ? (name ?? quoted ?? wild ?? '') : Number(index));
  }
  return steps;
}

/** Every value that a path leads to. */
export function readJsonPath(root: JsonValue, path: JsonPath): readonly JsonValue[] {
  return path.reduce<readonly JsonValue[]>((values, step) => values.flatMap((value) => takeStep(value, step)), [root]);
}

function takeStep(value: JsonValue, step: string | number): readonly JsonValue[] {
  if (step === EVERY) return Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
  const found = Array.isArray(value)
    ? typeof step === 'number'
      ? (value as readonly JsonValue[])[step]
      : undefined
    : isJsonObject(value)
      ? findOwn(value, String(step))
      : undefined;
  return found === undefined ? [] : [found];
}

const EVERY = '*';
const STEP = /\.([\p{L}_$][\p{L}\p{N}_$-]*)|\[(\d{1,9})\]|\['([^'\]]*)'\]|(?:\.|\[)(\*)\]?/uy;
