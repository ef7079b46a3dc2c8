import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { createBudget, type Budget } from './limits.ts';

/** What a path leads to, when a step runs; undefined where it leads nowhere. */
export type Scope = (path: string) => JsonValue | undefined;

/** A `{{ path }}` that leads nowhere. */
export class UnresolvedError extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`"{{ ${path} }}" leads nowhere: there is no such value when the step runs.`);
    this.path = path;
  }
}

/**
 * Reads paths like `node.field.0.name` and `node.rows[0].name` from named values; a name may hold dots itself. Of
 * several, as in `revise.output ?? draft.output ?? 'nothing'`, the first that leads somewhere; a text in quotes stands
 * for itself.
 */
export function createScope(roots: JsonObject): Scope {
  return (path) => {
    for (const alternative of alternativesOf(path)) {
      const value = readOne(alternative, roots);
      if (value !== undefined && value !== null) return value;
    }
    return alternativesOf(path).some((alternative) => readOne(alternative, roots) === null) ? null : undefined;
  };
}

/**
 * Fills every `{{ path }}` in the texts of a value. A text that is nothing else becomes the value itself. Throws an
 * UnresolvedError, and a LimitError where it would come to more than the budget has: what is filled is counted first,
 * so that a text which multiplies others stops before it is made.
 */
export function fillIn(value: JsonValue, scope: Scope, budget: Budget = createBudget()): JsonValue {
  if (typeof value === 'string') return fillText(value, scope, budget);
  budget.spend(2);
  if (Array.isArray(value)) return value.map((item: JsonValue) => fillIn(item, scope, budget));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      budget.spend(name.length);
      return [name, fillIn(item, scope, budget)];
    }),
  );
}

/** The paths that the texts of a value ask for, each once. */
export function referencesIn(value: JsonValue): readonly string[] {
  const texts = textsIn(value);
  return [
    ...new Set(texts.flatMap((text) => [...text.matchAll(GAP)].flatMap(([, path = '']) => alternativesOf(path)))),
  ];
}

/** The steps of a path: `rows[0].name` is rows, 0, name. */
export function toSteps(path: string): readonly string[] {
  return path
    .replaceAll(/\[(\d{1,6})\]/g, '.$1')
    .split('.')
    .map((step) => step.trim());
}

function alternativesOf(path: string): readonly string[] {
  return path.split('??').map((alternative) => alternative.trim());
}

function readOne(path: string, roots: JsonObject): JsonValue | undefined {
  const quoted = /^(["'])(.*)\1$/s.exec(path)?.[2];
  if (quoted !== undefined) return quoted;
  const steps = toSteps(path);
  for (let taken = 1; taken <= steps.length; taken += 1) {
    const root = findOwn(roots, steps.slice(0, taken).join('.'));
    if (root !== undefined) return follow(root, steps.slice(taken));
  }
  return undefined;
}

function fillText(text: string, scope: Scope, budget: Budget): JsonValue {
  budget.spend(2);
  const whole = /^\s*\{\{([^{}]{1,200})\}\}\s*$/.exec(text)?.[1];
  if (whole !== undefined) return readCounted(whole, scope, budget);
  let end = 0;
  const filled = text.replaceAll(GAP, (gap, path: string, at: number) => {
    budget.spend(at - end);
    end = at + gap.length;
    return toText(readCounted(path, scope, budget));
  });
  budget.spend(text.length - end);
  return filled;
}

function readCounted(path: string, scope: Scope, budget: Budget): JsonValue {
  budget.fill();
  const value = read(path.trim(), scope);
  budget.charge(value);
  return value;
}

function read(path: string, scope: Scope): JsonValue {
  const value = scope(path);
  if (value === undefined) throw new UnresolvedError(path);
  return value;
}

function follow(root: JsonValue, steps: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const step of steps) {
    if (Array.isArray(value)) value = step === 'length' ? value.length : (value as readonly JsonValue[])[Number(step)];
    else value = isJsonObject(value) ? findOwn(value, step) : undefined;
  }
  return value;
}

function toText(value: JsonValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => textsIn(item));
  return isJsonObject(value) ? Object.values(value).flatMap((item) => textsIn(item)) : [];
}

const GAP = /\{\{([^{}]{1,200})\}\}/g;
