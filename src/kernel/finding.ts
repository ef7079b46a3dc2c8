/** What a check of a set-up has found. */
export interface Finding {
  /** A `fault` prevents a start with these settings. A `warning` may. */
  readonly status: 'ok' | 'warning' | 'fault';
  readonly message: string;
  /** What to do; undefined when there is nothing to do. */
  readonly remedy?: string;
}
