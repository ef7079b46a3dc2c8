import { BASELINE } from '../api/call.ts';
import { toStateName, toWorld } from '../api/state-names.ts';
import type { Sandbox, Snapshot } from '../api/types.ts';
import { listEntries, type CollectionDiff, type DiffEntry } from '../data/diff.ts';
import { toLabel } from '../data/schema/layout.ts';
import { useConsole } from '../state/console.ts';
import { toWorldParam } from '../state/route.ts';
import { useLoad } from '../state/use-load.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { toCount } from '../ui/format.ts';
import { Link } from '../ui/link.tsx';
import { Panel } from '../ui/panel.tsx';
import { Await } from '../ui/states.tsx';
import { FieldDifferences } from '../ui/values/differences.tsx';
import { chooseCompared, type Compared } from './choose-compared.ts';

interface Difference {
  readonly collections: Readonly<Record<string, CollectionDiff>>;
  readonly total: number;
  readonly is_truncated: boolean;
}

/** Compares two worlds, or a world and a saved state. */
export function Comparison({ sandboxes }: { readonly sandboxes: readonly Sandbox[] }) {
  const { route, setParams, world } = useConsole();
  const { data, failure } = useLoad<{ snapshots: readonly Snapshot[] }>({ method: 'GET', path: '/__admin/snapshots' });
  const options = [
    BASELINE,
    ...sandboxes.map(({ name }) => toStateName(name)),
    'fixtures',
    ...(data?.snapshots ?? []).map(({ name }) => `snapshot:${name}`),
  ];
  const { from: chosenFrom, to: chosenTo } = route.params;
  const { from, to } = chooseCompared({
    world,
    options,
    ...(chosenFrom === undefined ? {} : { from: chosenFrom }),
    ...(chosenTo === undefined ? {} : { to: chosenTo }),
  });
  return (
    <Panel title="Compare">
      <div class="row">
        <Choice id={FROM} label="From" options={options} value={from} choose={(value) => setParams({ from: value })} />
        <span aria-hidden="true">→</span>
        <Choice label="To" options={options} value={to} choose={(value) => setParams({ to: value })} />
      </div>
      {data === undefined && failure === undefined ? null : <Differences from={from} to={to} />}
    </Panel>
  );
}

/** A button that compares a world with the shown one; the shown one with another. */
export function CompareButton({ name }: { readonly name: string }) {
  const { offers, setParams, world } = useConsole();
  if (!offers('GET', '/__admin/diff')) return null;
  const [first, second] = name === BASELINE ? [name, world] : [world, name];
  return (
    <button
      type="button"
      class="button"
      title={name === world ? 'Compare with another world' : `Compare with ${world}`}
      onClick={() => {
        setParams(name === world ? UNCHOSEN : { from: toStateName(first), to: toStateName(second) });
        const from = document.getElementById(FROM);
        from?.focus({ preventScroll: true });
        from?.scrollIntoView({ block: 'center' });
      }}
    >
      Compare
    </button>
  );
}

interface ChoiceProps {
  readonly id?: string;
  readonly label: string;
  readonly options: readonly string[];
  readonly value: string;
  readonly choose: (value: string) => void;
}

function Choice({ id, label, options, value, choose }: ChoiceProps) {
  return (
    <select id={id} aria-label={label} value={value} onChange={(event) => choose(event.currentTarget.value)}>
      {options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  );
}

function Differences({ from, to }: Compared) {
  const loaded = useLoad<Difference>(
    from === to ? undefined : { method: 'GET', path: '/__admin/diff', query: { from, to, include: 'records' } },
  );
  if (from === to) return <p class="muted">Choose two different ones.</p>;
  return (
    <Await loaded={loaded}>
      {({ collections, total, is_truncated: isTruncated }) => (
        <>
          <p>{total === 0 ? 'They are equal.' : toCount(total, 'difference')}</p>
          <DifferingRecords collections={collections} from={from} to={to} />
          {isTruncated ? <p class="warning-text">There are more differences than are shown.</p> : null}
        </>
      )}
    </Await>
  );
}

function DifferingRecords({ collections, from, to }: Compared & Pick<Difference, 'collections'>) {
  const lists = Object.entries(collections).map(([collection, diff]) => [collection, listEntries(diff)] as const);
  const [first, second] = [toWorld(from), toWorld(to)];
  // A snapshot has no records that could be opened: the other state may.
  const worlds = { added: second, removed: first, changed: second ?? first };
  return (
    <>
      {lists.map(([collection, entries]) => (
        <section key={collection} class="change">
          <h3>{collection}</h3>
          {entries.map((entry) => (
            <DifferingRecord
              key={entry.key}
              collection={collection}
              entry={entry}
              name={toLabel(entry.record ?? {})}
              world={worlds[entry.change]}
            />
          ))}
        </section>
      ))}
    </>
  );
}

interface RecordProps {
  readonly collection: string;
  readonly entry: DiffEntry;
  /** What the record is called; undefined when it has no name. */
  readonly name: string | undefined;
  /** The world that has the record; undefined when it cannot be opened. */
  readonly world: string | undefined;
}

function DifferingRecord({ collection, entry: { change, key, fields }, name = key, world }: RecordProps) {
  const { place } = useConsole();
  const params = { collection, record: key, world: world === undefined ? undefined : toWorldParam(world, place) };
  return (
    <>
      <p class="differing">
        <Badge tone={TONES[change]} text={change} />
        {world === undefined ? (
          <span>{name}</span>
        ) : (
          <Link screen="data" params={params} title={`${collection} / ${key}`}>
            {name}
          </Link>
        )}
        {name === key ? null : <code class="muted">{key}</code>}
      </p>
      <FieldDifferences fields={fields} />
    </>
  );
}

/** The id of the first choice, which a button of a row goes to. */
const FROM = 'compare-from';
const UNCHOSEN = { from: undefined, to: undefined };
const TONES: Readonly<Record<DiffEntry['change'], Tone>> = { added: 'good', removed: 'bad', changed: 'info' };
