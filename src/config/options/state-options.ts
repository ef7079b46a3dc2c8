import type { OptionSpec } from './option-spec.ts';

/** Options of the state: where it is stored, and how time passes in it. */
export const STATE_OPTIONS = {
  data: {
    flag: '--data',
    kind: 'path',
    argument: 'folder',
    default: './data',
    description: 'Folder that stores the state',
  },
  durability: {
    flag: '--durability',
    kind: 'durability',
    argument: 'when',
    default: 'sync',
    description:
      'When a write survives a power cut: sync (before it is acknowledged), interval (within a second) or none (eventually)',
  },
  reset: {
    flag: '--reset',
    kind: 'switch',
    description: 'Start from the fixtures; the current contents of the data folder are archived inside it',
  },
  migrate: {
    flag: '--migrate',
    kind: 'switch',
    description: 'Add missing properties that have defaults to stored records after the contract has changed',
  },
  ephemeral: {
    flag: '--ephemeral',
    kind: 'switch',
    description: 'Keep the state in memory only; it is lost when the server stops',
  },
  seed: {
    flag: '--seed',
    kind: 'seed',
    argument: 'n',
    description: 'Fix time, keys and randomness: the same requests return the same responses',
  },
  speed: {
    flag: '--speed',
    kind: 'speed',
    argument: 'n|instant',
    description:
      'Speed-up factor for runs and executions, such as 10, or instant (default: instant with a seed, otherwise 1)',
  },
} as const satisfies Record<string, OptionSpec>;
