/** Says why an address cannot be listened on, and what to do. Undefined for an error of another kind. */
export function explainListenError(
  error: unknown,
  { port, host: requestedHost }: { readonly port: number; readonly host: string },
): { readonly reason: string; readonly remedy: string } | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  // With `localhost`, the error names which of the two addresses is in use.
  const host = 'host' in error && typeof error.host === 'string' ? error.host : requestedHost;
  switch (error.code) {
    case 'EADDRINUSE':
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
