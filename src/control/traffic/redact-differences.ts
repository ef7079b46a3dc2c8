import type { Difference } from '../../kernel/json-path/compare-json.ts';
import { parseQuery } from '../../contract/parameter/parse-query.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { REDACTED } from '../../kernel/secrets/redaction.ts';
import { isSecretName, isSecretParameter } from '../../kernel/secrets/secret-names.ts';
import { contentTypeOf, secretNamesOf, redactedPathOf, type RecordedExchange } from './recorded-exchange.ts';
import { readRecordedBody, toRedactedText } from './redact-body.ts';
import { listSecrets, redactValue } from './redaction.ts';

/**
 * Redacts how an exchange differs from what was expected: that a secret is another than expected may be said, and not
 * what either is. A JSON path (`$..*`) need not name what it leads to, so a value that the exchange holds under a
 * secret name is one wherever it was found.
 */
export function createDifferenceRedactor(exchange: RecordedExchange): (difference: Difference) => Difference {
  const further = secretNamesOf(exchange);
  const secrets = secretsIn(exchange, further);
  return function redactDifference({ at, expected, ...found }) {
    const isSecret = namesOf(at).some(
      (name) => isSecretName(name, further) || (QUERY_OR_PATH.test(at) && isSecretParameter(name, further)),
    );
    const { actual } = found;
    if (isSecret) return { at, expected: REDACTED, ...(actual === undefined ? {} : { actual: REDACTED }) };
    const shown = actual === undefined ? undefined : hide(toShown(actual, exchange, further), secrets);
    const isHidden = shown === REDACTED && actual !== REDACTED;
    const asked = isHidden ? REDACTED : hide(redactValue(expected, further), secrets);
    return { at, expected: asked, ...(shown === undefined ? {} : { actual: shown }) };
  };
}

/** A path is shown as the log shows it, and so is a body that is no JSON. */
function toShown(value: JsonValue, exchange: RecordedExchange, further: readonly string[]): JsonValue {
  if (typeof value !== 'string' || value === '') return redactValue(value, further);
  if (value === exchange.path) return redactedPathOf(exchange);
  if (value !== readRecordedBody(exchange.requestBody)) return redactValue(value, further);
  return toRedactedText(exchange.requestBody, {
    contentType: contentTypeOf(exchange.requestHeaders),
    secretNames: further,
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
  further: readonly string[],
): ReadonlySet<string> {
  const named = [...Object.entries(requestHeaders), ...parseQuery(query)].filter(([name]) =>
    isSecretParameter(name, further),
  );
  return new Set([...listSecrets(readRecordedBody(requestBody) ?? null, further), ...named.map(([, value]) => value)]);
}

function namesOf(at: string): readonly string[] {
  return at.split(/[.[\]'"]+/).filter((part) => part !== '');
}

const QUERY_OR_PATH = /^(?:query|path)\./;
