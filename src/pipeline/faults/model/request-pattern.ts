import { toBaseName } from '../../../contract/parameter/parse-query.ts';
import {
  findDifferences,
  findPathDifferences,
  toTextExpectation,
  type Difference,
} from '../../../kernel/json-path/compare-json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import { createNodeBudget, type NodeBudget } from '../../../kernel/json-path/node-budget.ts';

/** What is expected of a request. What it leaves out may be anything. */
export interface RequestPattern {
  /** By name, in any case. */
  readonly header?: JsonObject;
  readonly query?: JsonObject;
  /** By field name, decoded. */
  readonly path?: JsonObject;
  /** Part of the body, or JSON paths into it. */
  readonly body?: JsonValue;
}

/** A request, as patterns see it. */
export interface PatternSubject {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly path: Readonly<Record<string, string>>;
  readonly body: JsonValue | undefined;
}

/**
 * Where a request is not as a pattern has it; nothing where it fits. Throws a Problem where that takes more visits to
 * values than `budget` has.
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
 * A parameter that is sent more than once fits where one of its values does, or where all of them are the list that is
 * expected.
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
