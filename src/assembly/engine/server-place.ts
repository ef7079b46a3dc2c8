import { createServerAddress, type ServerAddress } from '../../config/server-address.ts';
import type { ReplicaEntry } from '../../store/port/replica-directory.ts';
import type { CompleteOptions } from '../load/complete-options.ts';

/** Where a server is reached: by other replicas, and by commands. */
export interface ServerPlace extends Pick<ReplicaEntry, 'findUrl'>, Pick<ServerAddress, 'nameServer'> {
  /** Notes an address that a server listens on. The first one counts. */
  note(address: { readonly url: string; readonly port: number }, host: string): void;
}

/**
 * Creates a place that is unknown until a server listens. One that serves no control plane has none for other replicas.
 */
export function createServerPlace({
  noAdmin,
  replicaUrl,
  publicUrl,
}: Pick<CompleteOptions, 'noAdmin' | 'replicaUrl' | 'publicUrl'>): ServerPlace {
  let findUrl: ReplicaEntry['findUrl'] | undefined;
  const { note, nameServer } = createServerAddress({ publicUrl });
  return {
    findUrl: (address) => (noAdmin ? undefined : findUrl?.(address)),
    nameServer,
    note: ({ url, port }, host) => {
      const isEverywhere = host === '0.0.0.0' || host === '::';
      const derive = (address: string): string => (isEverywhere ? `http://${bracket(address)}:${port}` : url);
      findUrl ??= (address) => replicaUrl ?? derive(address);
      note(url);
    },
  };
}

function bracket(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
