import { parseQuery } from '../../contract/parameter/parse-query.ts';
import { toPreciseTimestamp } from '../../kernel/time/clock.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { redactQuery, redactUrls } from '../../kernel/secrets/redaction.ts';
import {
  contentTypeOf,
  secretSegmentsOf,
  secretNamesOf,
  sentHeadersOf,
  redactedPathOf,
  type RecordedExchange,
} from './recorded-exchange.ts';
import { hideInText, toRedactedText } from './redact-body.ts';
import { redactHeaders } from './redact-value.ts';
import type { WireResult } from '../wire/wire-types.ts';

/**
 * Converts exchanges to an HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/), without secrets.
 * Browsers' developer tools open it.
 */
export function toHar(exchanges: readonly RecordedExchange[], version: string): WireResult<'exportRequests'>['body'] {
  return { log: { version: '1.2', creator: { name: PRODUCT.name, version }, entries: exchanges.map(toEntry) } };
}

function toEntry(exchange: RecordedExchange): JsonObject {
  const time = Math.round(exchange.duration * 10) / 10;
  return {
    startedDateTime: toPreciseTimestamp(exchange.time),
    time,
    request: toRequest(exchange),
    response: toResponse(exchange),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    ...(exchange.operationId === undefined ? {} : { comment: exchange.operationId }),
  };
}

function toRequest(exchange: RecordedExchange): JsonObject {
  const { method, origin, requestHeaders, requestBody } = exchange;
  const secretNames = secretNamesOf(exchange);
  const query = redactQuery(exchange.query, secretNames);
  const mediaType = requestHeaders['content-type'] ?? 'application/octet-stream';
  return {
    method,
    url: `${origin}${redactedPathOf(exchange)}${query === '' ? '' : `?${query}`}`,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toPairs(redactHeaders(requestHeaders, secretNames)),
    queryString: parseQuery(query).map(([name, value]) => ({ name, value })),
    ...(requestBody === undefined
      ? {}
      : {
          postData: {
            mimeType: mediaType,
            text: toRedactedText(requestBody, { contentType: contentTypeOf(requestHeaders), secretNames }),
          },
        }),
    headersSize: -1,
    bodySize: requestBody?.size ?? 0,
  };
}

/** A dropped connection has no response: its status is 0, and it has neither headers nor a body. */
function toResponse(exchange: RecordedExchange): JsonObject {
  const { status, responseBody } = exchange;
  const responseHeaders = sentHeadersOf(exchange);
  const secretNames = secretNamesOf(exchange);
  const secretSegments = secretSegmentsOf(exchange);
  const mediaType = responseHeaders['content-type'];
  const text = toRedactedText(responseBody, {
    contentType: contentTypeOf(responseHeaders),
    secretNames,
    secretSegments,
  });
  return {
    status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toPairs(redactHeaders(responseHeaders, secretNames), secretSegments),
    content: {
      size: responseBody?.size ?? 0,
      mimeType: typeof mediaType === 'string' ? mediaType : '',
      ...(status === 0 ? {} : { text }),
    },
    redirectURL:
      typeof responseHeaders['location'] === 'string'
        ? hideInText(redactUrls(responseHeaders['location'], secretNames), secretSegments)
        : '',
    headersSize: -1,
    bodySize: responseBody?.size ?? 0,
  };
}

function toPairs(
  headers: Readonly<Record<string, string | readonly string[]>>,
  secretSegments: readonly string[] = [],
): JsonValue {
  return Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((line) => ({ name, value: hideInText(line, secretSegments) })),
  );
}
