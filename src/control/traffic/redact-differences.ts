import type { Difference } from '../../kernel/json-path/compare-json.ts';
import { parseQuery } from '../../contract/parameter/parse-query.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { REDACTED } from '../../kernel/secrets/redaction.ts';
import { isSecretName, isSecretParameter } from '../../kernel/secrets/secret-names.ts';
import { contentTypeOf, secretNamesOf, redactedPathOf, type RecordedExchange } from './recorded-exchange.ts';
import { readRecordedBody, toRedactedText } from './redact-body.ts';
import { listSecrets, redactValue } from './redact-value.ts';

/**
 * Creates a redactor for the differences between an exchange and an expectation. It shows that a secret differs, never
 * the values. A JSON path such as `$..*` does not name what it selects, so every value that the exchange holds under a
 * secret name is redacted wherever it occurs.
 */
export function createDifferenceRedactor(exchange: RecordedExchange): (difference: Difference) => Difference {
  const extraNames = secretNamesOf(exchange);
  const secrets = secretsIn(exchange, extraNames);
  return function redactDifference({ at, expected, ...found }) {
    const isSecret = namesOf(at).some(
      (name) => isSecretName(name, extraNames) || (QUERY_OR_PATH.test(at) && isSecretParameter(name, extraNames)),
    );
    const { actual } = found;
    if (isSecret) return { at, expected: REDACTED, ...(actual === undefined ? {} : { actual: REDACTED }) };
    const shown = actual === undefined ? undefined : hide(toRedacted(actual, exchange, extraNames), secrets);
    const isRedacted = shown === REDACTED && actual !== REDACTED;
    const asked = isRedacted ? REDACTED : hide(redactValue(expected, extraNames), secrets);
    return { at, expected: asked, ...(shown === undefined ? {} : { actual: shown }) };
  };
}

/** Redacts a path and a body that is not JSON as the log does. */
function toRedacted(value: JsonValue, exchange: RecordedExchange, extraNames: readonly string[]): JsonValue {
  if (typeof value !== 'string' || value === '') return redactValue(value, extraNames);
  if (value === exchange.path) return redactedPathOf(exchange);
  if (value !== readRecordedBody(exchange.requestBody)) return redactValue(value, extraNames);
  return toRedactedText(exchange.requestBody, {
    contentType: contentTypeOf(exchange.requestHeaders),
    secretNames: extraNames,
  });
}

function hide(value: JsonValue, secrets: ReadonlySet<string>): JsonValue {
  if (Array.isArray(value)) return value.map((element: JsonValue) => hide(element, secrets));
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, property]) => [name, hide(property, secrets)]));
  return value !== null && secrets.has(String(value)) ? REDACTED : value;
}

function secretsIn(
  { requestBody, requestHeaders, query }: RecordedExchange,
  extraNames: readonly string[],
): ReadonlySet<string> {
  const named = [...Object.entries(requestHeaders), ...parseQuery(query)].filter(([name]) =>
    isSecretParameter(name, extraNames),
  );
  return new Set([
    ...listSecrets(readRecordedBody(requestBody) ?? null, extraNames),
    ...named.map(([, value]) => value),
  ]);
}

function namesOf(at: string): readonly string[] {
  return at.split(/[.[\]'"]+/).filter((part) => part !== '');
}

const QUERY_OR_PATH = /^(?:query|path)\./;
