import { useEffect, useRef } from 'preact/hooks';
import { useKeys } from './use-keys.ts';

/** A list whose rows `j` and `k` go through. */
export interface RowKeys {
  readonly count: number;
  /** The selected row, or -1. */
  readonly index: number;
  readonly select: (index: number) => void;
  /** What `Enter` does with the selected row. */
  readonly open?: (index: number) => void;
}

/** Moves a selection through the rows of a list by `j` and `k`, and opens the selected one by `Enter`. */
export function useRowKeys({ count, index, select, open }: RowKeys): void {
  const move = (step: number): void => {
    if (count > 0) select(Math.max(0, Math.min(count - 1, index === -1 ? 0 : index + step)));
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => {
      if (index !== -1) open?.(index);
    },
  });
}

/** Returns a ref for a list: its selected (`aria-selected`) or current row is kept in view when `index` changes. */
export function useVisibleRow(index: number): { current: HTMLElement | null } {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"], [aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [index]);
  return list;
}
