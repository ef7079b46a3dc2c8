import type { JsonObject } from '../kernel/json/json.ts';
import type { StoreReader, Transaction } from '../store/port/store.ts';
import type { World } from '../store/port/world.ts';

/** The approvals that the work of a world waits for. */
export interface WorldApprovals {
  /** Returns those that have not expired, the oldest first. */
  readonly list: (reader: StoreReader, world: World) => readonly WaitingApproval[];
  /**
   * Decides an approval at the world's time, and goes on with the work that waits for it. Returns who decided, or
   * undefined when none with this id waits. With the `owner`, only the work of that record is looked through.
   */
  readonly decide: (
    transaction: Transaction,
    approval: ApprovalReference,
    decision: ApprovalDecision,
    world: World,
  ) => DecidedApproval | undefined;
}

/** Names an approval. */
export type ApprovalReference = Pick<WaitingApproval, 'id'> & Partial<Pick<WaitingApproval, 'owner'>>;

/** Work that waits until a person approves or rejects it. */
export interface WaitingApproval {
  readonly id: string;
  /** The record that the work belongs to (`collection/key`). */
  readonly owner: string;
  /** What the work is called. */
  readonly title: string;
  /** The step of the work that waits. */
  readonly step: string;
  readonly assignee: string | null;
  /** ISO 8601, by the world's clock. */
  readonly askedAt: string;
  /** Null when it does not expire. */
  readonly expiresAt: string | null;
  /** The data that the work began with. */
  readonly data: JsonObject;
}

/** What is decided about an approval. */
export interface ApprovalDecision {
  readonly isApproved: boolean;
  /** Who decides; by default the assignee. */
  readonly by?: string | undefined;
}

/** A decision that was made. */
export interface DecidedApproval {
  readonly owner: string;
  readonly by: string | null;
}
