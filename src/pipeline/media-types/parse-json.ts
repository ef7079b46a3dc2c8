import sjson from 'secure-json-parse';
import type { JsonValue } from '../../kernel/json/json.ts';
import { Problem } from '../../kernel/problem.ts';
import { toReason } from '../../kernel/text/to-reason.ts';
import { findHostileContent } from './hostile-content.ts';

/**
 * Parses JSON that a client sent. `where` names it in the message. Throws a Problem when it is malformed, or valid but
 * must not reach a rule.
 */
export function parseJson(text: string, where = 'The request body'): JsonValue {
  const value = parseSafely(text, where);
  const hostile = findHostileContent(value);
  if (hostile !== undefined) throw new Problem('MALFORMED_BODY', { message: hostile });
  return value;
}

function parseSafely(text: string, where: string): JsonValue {
  try {
    const value: unknown = sjson.parse(text, undefined, { protoAction: 'error', constructorAction: 'error' });
    return value as JsonValue;
  } catch (error) {
    throw new Problem('MALFORMED_BODY', { message: `${where} is not valid JSON: ${toParserReason(error)}` });
  }
}

/** Returns the parser's message without its excerpt of the body, which may hold a secret. */
function toParserReason(error: unknown): string {
  const message = toReason(error);
  const end = message.indexOf(', ');
  return end !== -1 && message.endsWith('is not valid JSON') ? `${message.slice(0, end)}.` : message;
}
