import { findOwn, type JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer } from '../../kernel/json/pointer.ts';

/** The exchange that runtime expressions read. */
export interface ReadExchange {
  readonly url: string;
  readonly method: string;
  readonly request: ReadMessage & {
    readonly query: readonly (readonly [name: string, value: string])[];
    readonly path: Readonly<Record<string, JsonValue>>;
  };
  readonly response: ReadMessage & { readonly status: number };
}

/** One message of an exchange. */
export interface ReadMessage {
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** Undefined when there is none, or it is not JSON. */
  readonly body: JsonValue | undefined;
}

/**
 * Fills in the runtime expressions of a URL: one in braces, or the whole text (OpenAPI 3.1, section 4.8.20.4). Returns
 * undefined when one of them has no value.
 */
export function fillInExpressions(template: string, exchange: ReadExchange): string | undefined {
  if (template.startsWith('$')) return evaluate(template, exchange);
  let isComplete = true;
  const filled = template.replaceAll(/\{(\$[^{}]*)\}/g, (_match, expression: string) => {
    const value = evaluate(expression, exchange);
    if (value === undefined) isComplete = false;
    return value ?? '';
  });
  return isComplete ? filled : undefined;
}

function evaluate(expression: string, exchange: ReadExchange): string | undefined {
  if (expression === '$url') return exchange.url;
  if (expression === '$method') return exchange.method;
  if (expression === '$statusCode') return String(exchange.response.status);
  const [, message, place, name = ''] = EXPRESSION.exec(expression) ?? [];
  if (message === undefined) return undefined;
  const read = message === 'request' ? exchange.request : exchange.response;
  if (place === 'header.') return toText(findOwn(read.headers, name.toLowerCase()));
  if (place === 'body') return name === '' || name.startsWith('#') ? toText(findAtPointer(read.body, name)) : undefined;
  if (message === 'response') return undefined;
  if (place === 'query.') return exchange.request.query.find(([own]) => own === name)?.[1];
  return toText(findOwn(exchange.request.path, name));
}

/** Returns a scalar as text, and the first of several values. */
function toText(value: unknown): string | undefined {
  if (Array.isArray(value)) return toText(value[0]);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

const EXPRESSION = /^\$(request|response)\.(header\.|query\.|path\.|body)(.*)$/s;
