import { escapeSegment, isSame } from '../../api/differences.ts';
import { findOwn, isJsonObject, REDACTED, type Json } from '../../api/types.ts';

/**
 * Returns the path of the first redacted value that a changed value no longer has in its place, or undefined. The
 * server puts secrets back by their places: what is removed is lost, and what is moved gets the secret of another one.
 */
export function findLostSecret(base: Json | undefined, changed: Json | undefined, path = ''): string | undefined {
  if (base === REDACTED) return changed === REDACTED ? undefined : path;
  if (Array.isArray(base)) return findLostItem(base, changed, path);
  if (!isJsonObject(base)) return undefined;
  const kept = isJsonObject(changed) ? changed : {};
  return findFirst(Object.entries(base), ([name, value]) =>
    findLostSecret(value, findOwn(kept, name), `${path}/${escapeSegment(name)}`),
  );
}

/** Says that a redacted value cannot be changed. */
export function tellLostSecret(path: string): string {
  return `${path} is redacted, and cannot be changed here: leave ${REDACTED} in its place, which keeps its value.`;
}

function findLostItem(base: readonly Json[], changed: Json | undefined, path: string): string | undefined {
  const kept: readonly Json[] = Array.isArray(changed) ? changed : [];
  const isMoved = (item: Json): boolean =>
    kept.some((other, index) => isSame(item, other) && !isSame(base[index], other));
  return findFirst([...base.entries()], ([index, item]) => {
    const own = `${path}/${index}`;
    const lost = findLostSecret(item, kept[index], own);
    if (lost !== undefined) return lost;
    const secret = findLostSecret(item, undefined, own);
    // An item that is now elsewhere gets the secret of the item that had its place.
    return secret !== undefined && !isSame(item, kept[index]) && isMoved(item) ? secret : undefined;
  });
}

function findFirst<Item>(
  items: readonly Item[],
  find: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
