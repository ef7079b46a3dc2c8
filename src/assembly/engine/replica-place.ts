import type { ReplicaEntry } from '../../store/port/replica-directory.ts';
import type { CompleteOptions } from '../load/complete-options.ts';

/** Where other replicas reach this one. */
export interface ReplicaPlace extends Pick<ReplicaEntry, 'findUrl'> {
  /** Notes an address that a server listens on. The first one counts. */
  note(address: { readonly url: string; readonly port: number }, host: string): void;
}

/** Creates a place that is unknown until a server listens. A replica that serves no control plane has none. */
export function createReplicaPlace({
  noAdmin,
  replicaUrl,
}: Pick<CompleteOptions, 'noAdmin' | 'replicaUrl'>): ReplicaPlace {
  let findUrl: ReplicaEntry['findUrl'] | undefined;
  return {
    findUrl: (address) => (noAdmin ? undefined : findUrl?.(address)),
    note: ({ url, port }, host) => {
      const isEverywhere = host === '0.0.0.0' || host === '::';
      const derive = (address: string): string => (isEverywhere ? `http://${bracket(address)}:${port}` : url);
      findUrl ??= (address) => replicaUrl ?? derive(address);
    },
  };
}

function bracket(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
