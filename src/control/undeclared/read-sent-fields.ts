import type { Operation } from '../../contract/model/contract.ts';
import { parseQuery } from '../../contract/parameter/parse-query.ts';
import { toMediaTypeName } from '../../contract/schema/media-type-name.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { REDACTED_IN_URL, redactQuery } from '../../kernel/secrets/redaction.ts';
import { form } from '../../pipeline/media-types/form.ts';
import { json } from '../../pipeline/media-types/json.ts';
import { multipart } from '../../pipeline/media-types/multipart.ts';
import { redactBody } from '../traffic/redact-body.ts';
import { contentTypeOf, secretNamesOf, type RecordedExchange } from '../traffic/recorded-exchange.ts';
import { listPartNames } from '../traffic/redact-multipart.ts';

/** The fields of a recorded body, without secrets. */
export interface SentFields {
  readonly value: JsonValue;
  /** They were sent as a form, whose names may end in brackets. */
  readonly isForm: boolean;
}

/** Returns the fields of a recorded body; undefined when it is no JSON and no form, or was recorded in part. */
export function readSentFields(exchange: RecordedExchange, operation: Operation): SentFields | undefined {
  const { requestBody, requestHeaders } = exchange;
  if (requestBody?.isComplete !== true) return undefined;
  const sentType = contentTypeOf(requestHeaders) ?? '';
  const contentType = toMediaTypeName(sentType) === '' ? operation.body?.mediaTypes[0]?.name : sentType;
  const name = toMediaTypeName(contentType ?? '');
  const shown = redactBody(requestBody, { contentType, secretNames: secretNamesOf(exchange) });
  if (json.matches(name))
    return isJsonObject(shown) || Array.isArray(shown) ? { value: shown, isForm: false } : undefined;
  const reader = operation.body?.mediaTypes.find((each) => each.name === name)?.form;
  if (typeof shown !== 'string' || reader === undefined) return undefined;
  if (form.matches(name))
    return { value: reader.readForm(parseQuery(withoutHidden(shown, '[redacted]'))), isForm: true };
  if (!multipart.matches(name)) return undefined;
  const fields = listPartNames(shown, sentType).map((each) => [each, ''] as const);
  return { value: reader.readForm(fields), isForm: true };
}

/** Returns the names in the query of a recorded request. */
export function readQueryNames(exchange: RecordedExchange): readonly string[] {
  const shown = redactQuery(exchange.query, secretNamesOf(exchange));
  return parseQuery(withoutHidden(shown, REDACTED_IN_URL)).map(([name]) => name);
}

/** Leaves out the pairs whose name is hidden too, since it may have a secret. */
function withoutHidden(query: string, mark: string): string {
  return query
    .split('&')
    .filter((pair) => !pair.split(';').includes(mark))
    .join('&');
}
