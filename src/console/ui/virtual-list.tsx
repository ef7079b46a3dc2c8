import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface VirtualListProps<Item> {
  readonly items: readonly Item[];
  /** The height of every row, in pixels. */
  readonly rowHeight: number;
  /** The selected row, which is kept in view; -1 for none. */
  readonly index: number;
  readonly label: string;
  readonly children: (item: Item, index: number) => ComponentChildren;
  /** Told whether the list is at its top. */
  readonly onTop?: (isTop: boolean) => void;
}

/** A long list that renders only the rows in view. */
export function VirtualList<Item>({ items, rowHeight, index, label, children, onTop }: VirtualListProps<Item>) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ from: 0, to: FIRST_ROWS });
  const measure = (): void => {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    const from = Math.max(0, Math.floor(scrollTop / rowHeight) - SPARE);
    const to = Math.ceil((scrollTop + clientHeight) / rowHeight) + SPARE;
    setView((last) => (last.from === from && last.to === to ? last : { from, to }));
    onTop?.(scrollTop < rowHeight);
  };
  useLayoutEffect(measure, [items.length]);
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    if (box.current !== null) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => keepInView(box.current, index * rowHeight, rowHeight), [index]);
  return (
    <div class="virtual" ref={box} onScroll={measure} role="listbox" aria-label={label} tabIndex={0}>
      <div style={{ height: `${items.length * rowHeight}px` }}>
        <div style={{ transform: `translateY(${view.from * rowHeight}px)` }}>
          {items.slice(view.from, view.to).map((item, at) => children(item, view.from + at))}
        </div>
      </div>
    </div>
  );
}

function keepInView(box: HTMLElement | null, top: number, height: number): void {
  if (box === null || top < 0) return;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight;
}

const FIRST_ROWS = 40;
/** Rows beyond the view on each side, so that scrolling shows no gap. */
const SPARE = 8;
