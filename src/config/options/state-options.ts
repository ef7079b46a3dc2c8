import type { OptionSpec } from './option-spec.ts';

/** Options of the state: where it is stored, and how time passes in it. */
export const STATE_OPTIONS = {
  /** The folder that stores the state; undefined keeps it in memory. */
  data: {
    flag: '--data',
    kind: 'path',
    argument: 'folder',
    default: './data',
    description: 'Folder that stores the state',
  },
  /** A PostgreSQL database that stores the state for all replicas that name it, instead of the data folder. */
  journal: {
    flag: '--journal',
    kind: 'database',
    argument: 'url',
    default: undefined,
    description:
      'PostgreSQL database that stores the state for every replica, instead of a folder: postgres://user@host/database, with several hosts of one cluster separated by commas',
  },
  journalSchema: {
    flag: '--journal-schema',
    kind: 'schemaName',
    argument: 'name',
    default: 'athena_simulator',
    description: "Schema of --journal's tables, created when missing; each schema has worlds of its own",
  },
  /** The address of the control plane for the other replicas; undefined derives it from where the server listens. */
  replicaUrl: {
    flag: '--replica-url',
    kind: 'url',
    argument: 'url',
    default: undefined,
    description:
      'URL at which the other replicas of --journal reach this one; by default the address that it listens on, or with --host 0.0.0.0 the one from which it reaches the database',
  },
  /** Whether reads wait until they show what any replica had acknowledged before. */
  reads: {
    flag: '--reads',
    kind: 'readConsistency',
    argument: 'which',
    default: 'local',
    description:
      'What reads show with --journal: local (this replica, possibly a moment behind) or latest (everything that any replica has acknowledged)',
  },
  /** When a write survives a power cut. Every acknowledged write survives the end of the process. */
  durability: {
    flag: '--durability',
    kind: 'durability',
    argument: 'when',
    default: 'sync',
    description:
      'When a write survives a power cut: sync (before it is acknowledged), interval (within a second) or none (eventually)',
  },
  /** Starts from the fixtures, after archiving the contents of the data folder. */
  reset: {
    flag: '--reset',
    kind: 'switch',
    default: false,
    description: 'Start from the fixtures; the current contents of the data folder are archived inside it',
  },
  /** Adds missing properties that have defaults to stored records after the contract has changed. */
  migrate: {
    flag: '--migrate',
    kind: 'switch',
    default: false,
    description: 'Add missing properties that have defaults to stored records after the contract has changed',
  },
  ephemeral: {
    flag: '--ephemeral',
    kind: 'switch',
    default: false,
    description: 'Keep the state in memory only; it is lost when the server stops',
    isCommandLineOnly: true,
  },
  /** Fixes time, keys and randomness; null uses the machine's clock and random keys. */
  seed: {
    flag: '--seed',
    kind: 'seed',
    argument: 'n',
    default: null,
    description: 'Fix time, keys and randomness: the same requests return the same responses',
  },
  /**
   * The speed-up factor for scheduled work. Undefined means 1, or `instant` with a seed, since a seeded clock does not
   * advance by itself.
   */
  speed: {
    flag: '--speed',
    kind: 'speed',
    argument: 'n|instant',
    default: undefined,
    description:
      'Speed-up factor for runs and executions, such as 10, or instant (default: instant with a seed, otherwise 1)',
  },
} as const satisfies Record<string, OptionSpec>;
