import { useState } from 'preact/hooks';

interface TreeProps {
  readonly value: unknown;
  readonly name?: string | undefined;
  /** How many levels are open at first. */
  readonly depth?: number;
}

/** A JSON value, whose objects and lists can be folded. Long ones are shown in portions. */
export function JsonTree({ value, depth = 2 }: TreeProps) {
  return (
    <div class="tree">
      <Branch value={value} depth={depth} />
    </div>
  );
}

function Branch({ value, name, depth = 0 }: TreeProps) {
  const [isOpen, setOpen] = useState(depth > 0);
  const [shown, setShown] = useState(PORTION);
  const label = name === undefined ? null : <span class="tree-name">{name}: </span>;
  if (typeof value !== 'object' || value === null)
    return (
      <div class="tree-line">
        {label}
        <Leaf value={value} />
      </div>
    );
  const entries = Object.entries(value);
  return (
    <div class="tree-branch">
      <button type="button" class="tree-fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {label}
        <span class="tree-size">{toSize(value, entries.length)}</span>
      </button>
      {isOpen ? (
        <div class="tree-children">
          {entries.slice(0, shown).map(([key, child]) => (
            <Branch key={key} name={key} value={child} depth={depth - 1} />
          ))}
          {entries.length > shown ? (
            <button type="button" class="button quiet" onClick={() => setShown(shown + PORTION)}>
              {entries.length - shown} more
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function Leaf({ value }: { readonly value: unknown }) {
  return <span class={`tree-${value === null ? 'null' : typeof value}`}>{JSON.stringify(value)}</span>;
}

function toSize(value: object, count: number): string {
  if (Array.isArray(value)) return count === 0 ? '[]' : `[ ${count} ]`;
  return count === 0 ? '{}' : `{ ${count} }`;
}

const PORTION = 100;
