import { useMemo } from 'preact/hooks';
import { BASELINE } from '../api/call.ts';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { DetailTitle } from '../ui/detail-title.tsx';
import { FieldDifferences } from '../ui/values/differences.tsx';
import { toCount } from '../ui/format.ts';
import { JsonTree } from '../ui/values/json-tree.tsx';
import { Link } from '../ui/link.tsx';
import { Await, Empty } from '../ui/states.tsx';
import { listEntries, toDiffCall, toDiffRow, type CollectionDiff, type DiffEntry } from './diff.ts';
import { RowList } from './row-list.tsx';

interface Diff {
  readonly collections: Readonly<Record<string, CollectionDiff>>;
  readonly is_truncated: boolean;
}

/** Chooses between the records of a collection and what differs from another state. The address has the choice. */
export function DiffSwitch() {
  const { route, setParams, offers, world } = useConsole();
  if (!offers('GET', '/__admin/diff')) return null;
  const choices = CHOICES.filter(([name]) => name !== BASELINE || world !== BASELINE);
  return (
    <div class="segments" role="group" aria-label="Show">
      {choices.map(([name, label]) => (
        <button
          key={name}
          type="button"
          aria-pressed={(route.params['diff'] ?? '') === name}
          onClick={() => setParams({ diff: name, sort: undefined, page: undefined, edit: undefined })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** The records of a collection that differ from the fixtures or the baseline, and the fields that do. */
export function CollectionDiffs({ name, from }: { readonly name: string; readonly from: string }) {
  const { world } = useConsole();
  const loaded = useLoad<Diff>(toDiffCall({ collection: name, from, world }));
  return (
    <Await loaded={loaded} lines={12}>
      {({ collections, is_truncated: isTruncated }) => (
        <DiffList name={name} from={from} diff={collections[name]} isTruncated={isTruncated} />
      )}
    </Await>
  );
}

interface ListProps {
  readonly name: string;
  readonly from: string;
  readonly diff: CollectionDiff | undefined;
  readonly isTruncated: boolean;
}

function DiffList({ name, from, diff, isTruncated }: ListProps) {
  const { route } = useConsole();
  const entries = useMemo(() => listEntries(diff), [diff]);
  const rows = useMemo(() => entries.map(toDiffRow), [entries]);
  if (entries.length === 0 && route.params['record'] === undefined)
    return <Empty title={`${name} is as in the ${from}.`}>No record was added, changed or removed.</Empty>;
  return (
    <RowList rows={rows} columns={COLUMNS} keyName="key" tones={TONES} note={isTruncated ? toNote(diff) : ''}>
      {(id, close) => (
        <DiffPanel
          name={name}
          from={from}
          id={id}
          entry={entries.find(({ key }) => key === id)}
          isTruncated={isTruncated}
          close={close}
        />
      )}
    </RowList>
  );
}

interface PanelProps extends Pick<ListProps, 'name' | 'from' | 'isTruncated'> {
  readonly id: string;
  /** Undefined when the record does not differ. */
  readonly entry: DiffEntry | undefined;
  readonly close: () => void;
}

function DiffPanel({ name, from, id, entry, isTruncated, close }: PanelProps) {
  return (
    <aside class="detail" aria-label="The selected record">
      <DetailTitle
        before={entry === undefined ? null : <Badge tone={TONES[entry.change] ?? 'plain'} text={entry.change} />}
        title={
          <>
            <span class="muted">{name} / </span>
            {id}
          </>
        }
        close={close}
      >
        {toExplanation(entry, from)}{' '}
        {entry?.change === 'removed' ? null : (
          <Link screen="data" params={{ collection: name, record: id }}>
            Open the record
          </Link>
        )}
      </DetailTitle>
      <div class="detail-body" tabIndex={0} role="group" aria-label="Differences">
        {entry === undefined ? (
          <p>{isTruncated ? 'It may be among the differences that are not listed.' : 'No field differs.'}</p>
        ) : (
          <FieldDifferences fields={entry.fields} />
        )}
        {entry?.record === undefined ? null : <JsonTree value={entry.record} />}
      </div>
    </aside>
  );
}

function toNote(diff: CollectionDiff | undefined): string {
  return `Of ${toCount(diff?.total ?? 0, 'difference')}, not all are listed.`;
}

function toExplanation(entry: DiffEntry | undefined, from: string): string {
  if (entry === undefined) return `Compared with the ${from}.`;
  if (entry.change === 'added') return `The record is not in the ${from}.`;
  if (entry.change === 'removed') return `The record is in the ${from} only.`;
  return `The values in the ${from}, then those in this world.`;
}

const CHOICES = [
  ['', 'Records'],
  ['fixtures', 'Against fixtures'],
  ['baseline', 'Against baseline'],
] as const;
const COLUMNS = ['change', 'key', 'fields'];
const TONES: Readonly<Record<string, Tone>> = { added: 'good', removed: 'bad', changed: 'info' };
