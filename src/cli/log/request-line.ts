import { toPrintable } from '../../kernel/text/printable.ts';

/** The log record of one request, as the HTTP server writes it. */
export interface RequestRecord {
  readonly msg: string;
  readonly method: string;
  readonly path: string;
  /** Absent when the client disconnected before the response began. */
  readonly status?: number;
  readonly milliseconds: number;
  readonly aborted?: boolean;
  readonly code?: string;
  readonly field?: string;
  readonly reason?: string;
  readonly remedy?: string;
  /** The command that explains it. */
  readonly explain?: string;
}

/** Returns whether a log record is that of a request. */
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
 * Formats a request as one line of the pretty log: `POST /api/v1/threads 422 3.1 ms VALIDATION_FAILED name: The name
 * field is required. Remedy: Correct every field that the errors name. Why: npx athena-simulator explain 5b21…`
 */
export function toRequestLine(record: object): string {
  const { method, path, status, milliseconds, aborted, code, field, reason, remedy, explain } = record as RequestRecord;
  const explanation = [
    code,
    field === undefined ? undefined : `${field}:`,
    reason,
    remedy === undefined ? undefined : `Remedy: ${remedy}`,
    explain === undefined ? undefined : `Why: ${explain}`,
  ];
  const parts = [
    method,
    path,
    status,
    `${milliseconds} ms`,
    ...explanation,
    aborted === true ? '(client disconnected)' : undefined,
  ];
  // Text from a client must not move the terminal's cursor or start a new line.
  return toPrintable(parts.filter((part) => part !== undefined).join(' '));
}
