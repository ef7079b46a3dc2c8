import { createNameServer, type NameServer } from '../kernel/text/command-url.ts';
import { OPTIONS } from './options.ts';
import type { SimulatorConfig } from './simulator-config.ts';

/** The address of a server, as the commands that it prints have to name it. */
export interface ServerAddress {
  /** Notes an address that a server listens on. The first one counts. */
  readonly note: (url: string) => void;
  /** Returns what names the server in commands; nothing while no address is known, or where it is the default one. */
  readonly nameServer: () => NameServer;
}

/**
 * Creates an address: the public URL if there is one, otherwise that of the first server that listens. No header of a
 * request counts: by it, a client could send readers of the log to another server, with their admin token.
 */
export function createServerAddress({ publicUrl }: Pick<SimulatorConfig, 'publicUrl'>): ServerAddress {
  let listening: string | undefined;
  return {
    note: (url) => (listening ??= url),
    nameServer: () => {
      const url = publicUrl ?? listening;
      return createNameServer(url === undefined || isDefault(url) ? undefined : url);
    },
  };
}

/** Returns whether commands reach a URL without `--url`. */
function isDefault(url: string): boolean {
  const { host, protocol, pathname } = new URL(url);
  const { host: defaultHost, protocol: defaultProtocol, port } = new URL(OPTIONS.url.default);
  const hosts = [defaultHost, `127.0.0.1:${port}`, `[::1]:${port}`];
  return protocol === defaultProtocol && hosts.includes(host) && pathname === '/';
}
