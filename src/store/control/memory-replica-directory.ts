import type { Peer, ReplicaDirectory, ReplicaEntry } from '../port/replica-directory.ts';

/** Creates a directory of the replicas in this process. One that listens is asked over HTTP, as elsewhere. */
export function createMemoryReplicaDirectory(): ReplicaDirectory {
  const entries = new Map<string, ReplicaEntry>();
  let count = 0;
  return {
    join: async (entry) => {
      const name = `replica-${(count += 1)}`;
      entries.set(name, entry);
      const findOthers = (): readonly Peer[] => [...entries].filter(([other]) => other !== name).map(toPeer);
      return {
        name,
        peers: async () => findOthers(),
        knownPeers: () => findOthers().map((peer) => peer.name),
        announce: async () => {},
        leave: async () => void entries.delete(name),
      };
    },
  };
}

function toPeer([name, { findUrl, fetch: call }]: readonly [string, ReplicaEntry]): Peer {
  return {
    name,
    send: (path, init) => {
      const url = findUrl('localhost');
      return url === undefined ? call(new Request(`http://localhost${path}`, init)) : fetch(`${url}${path}`, init);
    },
  };
}
