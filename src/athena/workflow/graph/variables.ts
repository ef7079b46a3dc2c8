import { findOwn, isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { createBudget, type Budget } from './limits.ts';

/** Returns the value at a path when a step runs, or undefined when there is none. */
export type Scope = (path: string) => JsonValue | undefined;

/** Thrown for a `{{ path }}` that has no value. */
export class UnresolvedError extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`"{{ ${path} }}" has no value when the step runs.`);
    this.path = path;
  }
}

/**
 * Creates a scope that reads paths such as `node.field.0.name` and `node.rows[0].name` from named root values. A root's
 * name may contain dots. Alternatives are separated by `??` (`revise.output ?? draft.output ?? 'nothing'`): the first
 * with a value wins. A quoted string is a literal.
 */
export function createScope(roots: JsonObject): Scope {
  return (path) => {
    for (const alternative of alternativesOf(path)) {
      const value = readAlternative(alternative, roots);
      if (value !== undefined && value !== null) return value;
    }
    return alternativesOf(path).some((alternative) => readAlternative(alternative, roots) === null) ? null : undefined;
  };
}

/**
 * Replaces every `{{ path }}` in the strings of a value. A string that consists of one path becomes the value itself.
 * Throws an UnresolvedError for a path without a value, and a LimitError when the result exceeds the budget. Sizes are
 * counted before strings are built, so that a text that repeats a large value stops before it takes memory.
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

/** Returns the paths that the strings of a value refer to, each once. */
export function referencesIn(value: JsonValue): readonly string[] {
  const texts = textsIn(value);
  return [
    ...new Set(
      texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].flatMap(([, path = '']) => alternativesOf(path))),
    ),
  ];
}

/** Splits a path into its segments: `rows[0].name` into `rows`, `0` and `name`. */
export function toSteps(path: string): readonly string[] {
  return path
    .replaceAll(/\[(\d{1,6})\]/g, '.$1')
    .split('.')
    .map((segment) => segment.trim());
}

function alternativesOf(path: string): readonly string[] {
  return path.split('??').map((alternative) => alternative.trim());
}

function readAlternative(path: string, roots: JsonObject): JsonValue | undefined {
  const quoted = /^(["'])(.*)\1$/s.exec(path)?.[2];
  if (quoted !== undefined) return quoted;
  const segments = toSteps(path);
  for (let length = 1; length <= segments.length; length += 1) {
    const root = findOwn(roots, segments.slice(0, length).join('.'));
    if (root !== undefined) return readAt(root, segments.slice(length));
  }
  return undefined;
}

function fillText(text: string, scope: Scope, budget: Budget): JsonValue {
  budget.spend(2);
  const onlyPath = /^\s*\{\{([^{}]{1,200})\}\}\s*$/.exec(text)?.[1];
  if (onlyPath !== undefined) return readCounted(onlyPath, scope, budget);
  let end = 0;
  const filled = text.replaceAll(PLACEHOLDER, (placeholder, path: string, offset: number) => {
    budget.spend(offset - end);
    end = offset + placeholder.length;
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

function readAt(root: JsonValue, segments: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const segment of segments) {
    if (Array.isArray(value))
      value = segment === 'length' ? value.length : (value as readonly JsonValue[])[Number(segment)];
    else value = isJsonObject(value) ? findOwn(value, segment) : undefined;
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

const PLACEHOLDER = /\{\{([^{}]{1,200})\}\}/g;
