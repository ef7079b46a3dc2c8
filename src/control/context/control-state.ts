import { FAULT_COUNTS, FAULT_RULES } from '../../pipeline/faults/model/fault-set.ts';
import { LAST_DELETED, SANDBOX } from '../../store/port/sandbox-entry.ts';
import { SNAPSHOTS } from '../../store/port/snapshot-entry.ts';
import type { StatePiece } from '../../store/port/control-state.ts';
import { ACTIVATION, PLAY } from '../scenarios/scenario-book.ts';
import type { ControlCallDeps } from './control.ts';
import type { PartName } from './replicas.ts';
import { RELOADS } from './reloads.ts';
import { SETTINGS } from './live-settings.ts';

/** How the replicas of one log have a part of the control plane's state. */
export type ReplicaScope =
  /** It is part of a world's state, so the world's log shares it. */
  | { readonly kind: 'world' }
  /** A change on one replica is obeyed by all: these pieces are stored in the hidden world of the log. */
  | { readonly kind: 'shared'; readonly pieces: readonly StatePiece[] }
  /** Each replica has its own, and a report of it asks all of them. */
  | { readonly kind: 'gathered'; readonly parts: readonly PartName[] }
  /** Each replica has its own, on purpose. */
  | { readonly kind: 'replica'; readonly reason: string };

/**
 * Every part of the control plane's state, and how replicas have it. Each call names its part, so that a new call does
 * not compile before it is decided whether its state is shared.
 */
export const CONTROL_STATE = {
  /** Records, time, scheduled work and replies. */
  records: { kind: 'world' },
  /** What a world sends to other servers: the entries of its outbox, and those that are settled. */
  deliveries: { kind: 'world' },
  /** Rules and hits. */
  faults: { kind: 'shared', pieces: [FAULT_RULES, FAULT_COUNTS] },
  /** The active scenario of each world, and its counts. */
  scenarios: { kind: 'shared', pieces: [ACTIVATION, PLAY] },
  settings: { kind: 'shared', pieces: [SETTINGS] },
  /** The directory of sandboxes. Each has a log of its own. */
  sandboxes: { kind: 'shared', pieces: [SANDBOX, LAST_DELETED] },
  /** Their names. The states are in the log, too. */
  snapshots: { kind: 'shared', pieces: [SNAPSHOTS] },
  /** Each replica reads its own files, when one of them reloads. */
  contract: { kind: 'shared', pieces: [RELOADS] },
  requests: {
    kind: 'gathered',
    parts: [
      'matches',
      'records',
      'archive',
      'evidence',
      'clear_requests',
      'has_request',
      'explanation',
      'request_changes',
      'revert_request',
    ],
  },
  coverage: { kind: 'gathered', parts: ['coverage', 'clear_coverage'] },
  violations: { kind: 'gathered', parts: ['violations'] },
  /** Streams, which a replica opens at each of the others. */
  events: { kind: 'gathered', parts: [] },
  replicas: { kind: 'gathered', parts: ['ping', 'sandbox_uses'] },
  health: { kind: 'replica', reason: 'It is about this replica.' },
  /** What callers have sent of their `--rate-limit`. */
  rates: { kind: 'replica', reason: 'To count together, replicas would write to the log for each request.' },
  /** The log level, caches and limits. */
  process: { kind: 'replica', reason: 'They belong to the machine that a replica runs on.' },
} as const satisfies Readonly<Record<string, ReplicaScope>>;

/** A part of the control plane's state. */
export type ControlStateName = keyof typeof CONTROL_STATE;

/** The part that each dependency of the calls holds. A new dependency does not compile before it says so. */
export const STATE_OF_DEPS: Readonly<Record<keyof ControlCallDeps, ControlStateName | 'none'>> = {
  worlds: 'sandboxes',
  contract: 'contract',
  platform: 'contract',
  collections: 'contract',
  checkState: 'contract',
  snapshotStores: 'snapshots',
  dueWork: 'records',
  faults: 'faults',
  rateLimit: 'rates',
  maxSandboxes: 'process',
  health: 'health',
  recorder: 'requests',
  live: 'settings',
  scenarios: 'scenarios',
  webhooks: 'contract',
  reload: 'contract',
  replicas: 'replicas',
  nameServer: 'process',
  version: 'none',
  sendAgain: 'none',
  admitReplay: 'none',
};

/** The pieces that the hidden world of a log holds. */
export const SHARED_PIECES: readonly StatePiece[] = Object.values<ReplicaScope>(CONTROL_STATE).flatMap((scope) =>
  scope.kind === 'shared' ? scope.pieces : [],
);
