import type { Exchange } from '../api/types.ts';

/** Which exchanges the list shows. Absent parts show all. */
export interface TrafficFilter {
  /** Words, each of which the path, the operation, the error, the id or the status has. */
  readonly q?: string | undefined;
  /** `404`, or a class: `4`. */
  readonly status?: string | undefined;
  readonly operation?: string | undefined;
  /** `yes`: those that a fault has hit. */
  readonly fault?: string | undefined;
}

/** Returns a function that says whether an exchange is shown. */
export function createFilter({ q = '', status = '', operation = '', fault = '' }: TrafficFilter) {
  const words = q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return function isShown(exchange: Exchange): boolean {
    if (!String(exchange.status).startsWith(status)) return false;
    if (operation !== '' && exchange.operation_id !== operation) return false;
    if (fault === 'yes' && exchange.fault === null) return false;
    if (words.length === 0) return true;
    const text = [
      exchange.method,
      exchange.path,
      exchange.query,
      exchange.operation_id,
      exchange.error,
      exchange.id,
      exchange.status,
      exchange.fault?.kind,
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  };
}
