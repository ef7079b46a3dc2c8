import { toBaseName } from '../../../contract/parameter/parse-query.ts';
import {
  findDifferences,
  findPathDifferences,
  toTextExpectation,
  type Difference,
} from '../../../kernel/json-path/compare-json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import { createNodeBudget, type NodeBudget } from '../../../kernel/json-path/node-budget.ts';
import type { WireJson } from '../../../kernel/json/wire-json.ts';
import type { components } from './fault-rule.generated.ts';

/** A pattern that requests are matched with. Omitted parts match anything. */
export type RequestPattern = WireJson<components['schemas']['RequestPattern']>;

/** The parts of a request that a pattern is compared with. */
export interface PatternSubject {
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly path: Readonly<Record<string, string>>;
  readonly body: JsonValue | undefined;
}

/**
 * Returns the differences between a request and a pattern; an empty list when it matches. Throws a Problem when the
 * comparison visits more JSON values than `budget` allows.
 */
export function findMismatches(
  pattern: RequestPattern,
  subject: PatternSubject,
  budget: NodeBudget = createNodeBudget(),
): readonly Difference[] {
  const { header = {}, query = {}, path = {}, body } = pattern;
  return [
    ...compareTexts(header, (name) => subject.headers[name.toLowerCase()], 'header'),
    ...compareTexts(path, (name) => subject.path[name], 'path'),
    ...compareQuery(query, subject.query),
    ...(body === undefined ? [] : findPathDifferences(body, subject.body, 'body', budget)),
  ];
}

function compareTexts(
  expected: JsonObject,
  find: (name: string) => string | undefined,
  at: string,
): readonly Difference[] {
  return Object.entries(expected).flatMap(([name, value]) =>
    findDifferences(toTextExpectation(value), find(name), `${at}.${name}`),
  );
}

/**
 * Compares query parameters. A parameter that is sent several times matches when one of its values does, or when a list
 * is expected and all values equal it.
 */
function compareQuery(expected: JsonObject, pairs: PatternSubject['query']): readonly Difference[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    const sent = pairs.filter(([key]) => key === name || toBaseName(key) === name).map(([, text]) => text);
    const wanted = toTextExpectation(value);
    if (Array.isArray(wanted)) return findDifferences(wanted, sent, `query.${name}`);
    const [first, ...others] = sent.map((text) => findDifferences(wanted, text, `query.${name}`));
    if (first === undefined) return findDifferences(wanted, undefined, `query.${name}`);
    return [first, ...others].some((differences) => differences.length === 0) ? [] : first;
  });
}
