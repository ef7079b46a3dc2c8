import type { Evidence } from '../../pipeline/exchange/evidence.ts';
import type { RecordedBody, RecordedExchange } from './recorded-exchange.ts';

/**
 * Estimates the size in bytes, including everything whose length a client controls, but for what the request has
 * changed: that has a limit of its own.
 */
export function sizeOf(exchange: RecordedExchange): number {
  const {
    origin,
    id,
    path,
    query,
    requestBody,
    responseBody,
    requestHeaders,
    responseHeaders,
    pathParameters,
    violations,
    breaches,
    evidence,
  } = exchange;
  const texts = [origin, id, path, query].reduce((sum, text) => sum + text.length, 0);
  const tables = sizeOfTable(requestHeaders) + sizeOfTable(responseHeaders) + sizeOfTable(pathParameters);
  const lists = violations.reduce((sum, { field, message }) => sum + VIOLATION_SIZE + field.length + message.length, 0);
  return (
    ENTRY_SIZE +
    texts +
    tables +
    lists +
    breaches.length * VIOLATION_SIZE +
    sizeOfEvidence(evidence) +
    lengthOf(requestBody) +
    lengthOf(responseBody)
  );
}

/** What requests share, such as the evidence of a cached response, is not counted. */
function sizeOfEvidence(evidence: Evidence | undefined): number {
  if (evidence === undefined || evidence.cache === 'hit') return 0;
  const { faults, access } = evidence;
  const notes = faults.length + (access?.tried.length ?? 0) + (access?.intended?.tried.length ?? 0);
  return EVIDENCE_SIZE + notes * VIOLATION_SIZE;
}

function sizeOfTable(table: Readonly<Record<string, string | readonly string[]>>): number {
  let size = 0;
  for (const name in table) size += FIELD_SIZE + name.length + lengthOfAll(table[name]);
  return size;
}

function lengthOfAll(value: string | readonly string[] | undefined): number {
  if (typeof value === 'string' || value === undefined) return value?.length ?? 0;
  return value.reduce((sum, line) => sum + FIELD_SIZE + line.length, 0);
}

/** A string with characters outside Latin-1 takes two bytes per character. */
function lengthOf(body: RecordedBody | undefined): number {
  if (body === undefined) return 0;
  const { content, memory } = body;
  if (memory !== undefined) return memory;
  return typeof content === 'string' && WIDE.test(content) ? content.length * 2 : content.length;
}

const WIDE = /[\u0100-\uffff]/;
/** Estimated bytes: of an exchange's fixed parts, of a violation, of a field, and of the evidence's fixed parts. */
const ENTRY_SIZE = 1000;
const VIOLATION_SIZE = 200;
const FIELD_SIZE = 32;
const EVIDENCE_SIZE = 300;
