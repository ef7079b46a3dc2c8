/** This process, as the other replicas of its log find it. */
export interface ReplicaEntry {
  /**
   * Returns the base URL under which it serves its control plane; undefined while it does not listen. `address` is the
   * one of this machine at which other replicas reach a server that listens on all addresses.
   */
  readonly findUrl: (address: string) => string | undefined;
  /** Calls its control plane within the process. A directory that other processes read cannot use it. */
  readonly fetch: (request: Request) => Promise<Response>;
}

/** Another replica of the log. */
export interface Peer {
  readonly name: string;
  /** Sends a request to its control plane. `path` begins with `/__admin`. Rejects when it cannot be reached. */
  send(path: string, init: RequestInit): Promise<Response>;
}

/** The entry of this process in a directory. */
export interface Membership {
  /** The name of this replica, unique among those of the directory. */
  readonly name: string;
  /** Returns the other replicas that are alive, sorted by name. One that has just died may be among them. */
  peers(): Promise<readonly Peer[]>;
  /** Returns the names of those that were alive when the directory was last reached, sorted. */
  knownPeers(): readonly string[];
  /** Tells the others at once of a changed URL. They notice it within a second otherwise. Never rejects. */
  announce(): Promise<void>;
  leave(): Promise<void>;
}

/** The replicas of a log, and where each can be asked. */
export interface ReplicaDirectory {
  join(entry: ReplicaEntry): Promise<Membership>;
}
