/** What the bodies of one request may take of what all of them may. */
export interface BodyShare {
  /** Takes room for so many bytes more; false where there is none. */
  take(bytes: number): boolean;
  /** The request is answered. */
  giveBack(): void;
}

/** Bounds the bytes of all request bodies that are in memory at once; gives each request its share. */
export function createBodyBudget(most: number): () => BodyShare {
  let taken = 0;
  return function openShare() {
    let own = 0;
    return {
      take(bytes) {
        if (taken + bytes > most) return false;
        own += bytes;
        taken += bytes;
        return true;
      },
      giveBack() {
        taken -= own;
        own = 0;
      },
    };
  };
}
