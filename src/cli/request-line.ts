import { toPrintable } from '../kernel/text/printable.ts';

/** The record of one request, as the HTTP server logs it. */
export interface RequestRecord {
  readonly msg: string;
  readonly method: string;
  readonly path: string;
  /** Not there where the client left before the response began. */
  readonly status?: number;
  readonly milliseconds: number;
  readonly aborted?: boolean;
  readonly code?: string;
  readonly field?: string;
  readonly reason?: string;
}

/** Whether a log record is that of a request. */
export function isRequestRecord(record: unknown): record is RequestRecord {
  return (
    typeof record === 'object' &&
    record !== null &&
    'msg' in record &&
    record.msg === 'request' &&
    'method' in record &&
    'path' in record
  );
}

/**
 * Returns a request as one line for a person: `POST /api/v1/threads 422 3.1 ms VALIDATION_FAILED name: The name field
 * is required.`
 */
export function toRequestLine(record: object): string {
  const { method, path, status, milliseconds, aborted, code, field, reason } = record as RequestRecord;
  const explanation = [code, field === undefined ? undefined : `${field}:`, reason];
  const parts = [
    method,
    path,
    status,
    `${milliseconds} ms`,
    ...explanation,
    aborted === true ? '(the client left)' : undefined,
  ];
  // What a client sent must not move the cursor of a terminal or begin a line.
  return toPrintable(parts.filter((part) => part !== undefined).join(' '));
}
