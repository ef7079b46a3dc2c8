import { getOrCreate } from '../kernel/get-or-create.ts';

/** Something that is opened once for several users, and closed with the last of them. */
interface Shared<Resource> {
  /** Says what it was opened with. */
  readonly key: string;
  readonly opening: Promise<Resource>;
  users: number;
}

/** A user's hold on a shared resource. */
export interface Lease<Resource> {
  readonly resource: Resource;
  /** Gives the resource back; further calls do nothing. The last user closes it. */
  release(): Promise<void>;
}

/** How to borrow a resource. */
export interface BorrowOptions<Resource> {
  /** What stays the same over restarts. */
  readonly owner: object;
  /** The place of the resource among several of one owner. */
  readonly slot: string;
  /** A resource that was opened with another key is closed first: both might need the same files. */
  readonly key: string;
  readonly open: () => Promise<Resource>;
}

/** Lends resources. */
export interface Lender<Resource> {
  borrow(options: BorrowOptions<Resource>): Promise<Lease<Resource>>;
}

/** Creates a lender of resources that outlive a restart: the next user borrows one before the last one releases it. */
export function createLender<Resource extends { close(): Promise<void> }>(): Lender<Resource> {
  const owners = new WeakMap<object, Map<string, Shared<Resource>>>();

  const release = async (slots: Map<string, Shared<Resource>>, slot: string): Promise<void> => {
    const shared = slots.get(slot);
    slots.delete(slot);
    await (await shared?.opening)?.close();
  };

  return {
    borrow: async ({ owner, slot, key, open }) => {
      const slots = getOrCreate(owners, owner, () => new Map<string, Shared<Resource>>());
      if (slots.has(slot) && slots.get(slot)?.key !== key) await release(slots, slot);
      const shared = getOrCreate(slots, slot, () => ({ key, opening: open(), users: 0 }));
      shared.users += 1;
      let isReleased = false;
      try {
        return {
          resource: await shared.opening,
          release: async () => {
            if (isReleased) return;
            isReleased = true;
            shared.users -= 1;
            if (shared.users === 0 && slots.get(slot) === shared) await release(slots, slot);
          },
        };
      } catch (error) {
        if (slots.get(slot) === shared) slots.delete(slot);
        throw error;
      }
    },
  };
}
