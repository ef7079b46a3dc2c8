/** A data folder that another process has opened. */
export interface HeldData {
  readonly data: string;
  /** Names the process. */
  readonly by: string;
}

/**
 * Says why an address cannot be listened on, and what to do. Undefined for an error of another kind. The data folder is
 * told together with a port, if another process holds it too: with another port alone, the next start would fail.
 */
export function explainListenError(
  error: unknown,
  {
    port,
    host: requestedHost,
    held,
  }: { readonly port: number; readonly host: string; readonly held?: HeldData | undefined },
): { readonly reason: string; readonly remedy: string } | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  // With `localhost`, the error names which of the two addresses is in use.
  const host = 'host' in error && typeof error.host === 'string' ? error.host : requestedHost;
  switch (error.code) {
    case 'EADDRINUSE':
      if (held !== undefined)
        return {
          reason: `port ${port} on ${host} is in use, and ${held.data} is in use by ${held.by}.`,
          remedy: 'Stop what uses them, or start beside it with --port 0 and with --ephemeral or another --data.',
        };
      return {
        reason: `port ${port} on ${host} is in use.`,
        remedy: 'Stop the process that uses it, give another --port, or let --port 0 choose a free one.',
      };
    case 'EACCES':
      return { reason: `this user may not open port ${port}.`, remedy: 'Give a --port of 1024 or more.' };
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return { reason: `${host} is not an address of this machine.`, remedy: 'Give another --host.' };
    default:
      return undefined;
  }
}
