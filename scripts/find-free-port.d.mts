/**
 * Returns a port on which nothing listens at present at this address of this machine, `127.0.0.1` by default. Rejects
 * when no port can be had.
 */
export function findFreePort(host?: string): Promise<number>;
