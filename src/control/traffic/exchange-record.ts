import { toPreciseTimestamp } from '../../kernel/time/clock.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import { redactQuery } from '../../kernel/secrets/redaction.ts';
import {
  contentTypeOf,
  secretSegmentsOf,
  secretNamesOf,
  redactedPathOf,
  sentHeadersOf,
  type RecordedBody,
  type RecordedExchange,
} from './recorded-exchange.ts';
import { hideInHeaders, redactBody, type BodyContext } from './redact-body.ts';
import { redactHeaders } from './redact-value.ts';
import type { WireSchema } from '../wire/wire-types.ts';

/** Converts an exchange to the JSON that the control plane returns, without secrets. */
export function toExchangeRecord(exchange: RecordedExchange): WireSchema<'Exchange'> {
  const secretNames = secretNamesOf(exchange);
  return {
    id: exchange.id,
    number: exchange.number,
    world: exchange.world,
    time: toPreciseTimestamp(exchange.time),
    duration_ms: Math.round(exchange.duration * 10) / 10,
    method: exchange.method,
    path: redactedPathOf(exchange),
    query: redactQuery(exchange.query, secretNames),
    operation_id: exchange.operationId ?? null,
    request: toMessage(exchange.requestHeaders, exchange.requestBody, { secretNames }),
    status: exchange.status,
    response: toMessage(sentHeadersOf(exchange), exchange.responseBody, {
      secretNames,
      secretSegments: secretSegmentsOf(exchange),
    }),
    error: exchange.error ?? null,
    violations: exchange.violations.map((violation) => ({ ...violation })),
    breaches: exchange.breaches.map(({ path, keyword }) => ({ pointer: toPointer(path), keyword })),
    fault: exchange.fault === undefined ? null : { ...exchange.fault },
    answered_by: exchange.answeredBy === undefined ? null : { ...exchange.answeredBy },
    replay_of: exchange.replayOf ?? null,
  };
}

function toMessage(
  headers: RecordedExchange['responseHeaders'],
  body: RecordedBody | undefined,
  context: Omit<BodyContext, 'contentType'>,
): WireSchema<'ExchangeMessage'> {
  const value = redactBody(body, { ...context, contentType: contentTypeOf(headers) });
  return {
    headers: hideInHeaders(redactHeaders(headers, context.secretNames), context.secretSegments),
    ...(value === undefined ? {} : { body: value }),
    ...(body === undefined || body.isComplete ? {} : { body_cut_at: body.content.length }),
  };
}
