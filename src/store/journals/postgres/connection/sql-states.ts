/** Whether the server has rejected a statement, so that it was not executed, and the connection can go on. */
export function isRejection(error: unknown): boolean {
  const state = toState(error);
  return state !== undefined && state !== SQL_STATES.readOnly && !UNCERTAIN.test(state);
}

/** Returns the SQLSTATE of a server's error. */
export function toState(error: unknown): string | undefined {
  const isServers = error instanceof Error && 'severity' in error && 'code' in error;
  return isServers && typeof error.code === 'string' ? error.code : undefined;
}

/** The states that are told apart. That of a server's end begins with `shutdown`. */
export const SQL_STATES = { readOnly: '25006', queryCanceled: '57014', shutdown: '57P', diskFull: '53100' } as const;

/** Connection failures, the end of the server, and an unknown completion. */
const UNCERTAIN = /^(08|57P|58|XX|40003)/;
