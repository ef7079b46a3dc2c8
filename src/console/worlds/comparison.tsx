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
import { chooseCompared, chooseSide, type Compared } from './choose-compared.ts';

interface Difference {
  readonly collections: Readonly<Record<string, CollectionDiff>>;
  readonly total: number;
  readonly is_truncated: boolean;
}

interface Snapshots {
  readonly snapshots: readonly Snapshot[];
}

/** Compares two states: any of the worlds, snapshots and fixtures. */
export function Comparison({ sandboxes }: { readonly sandboxes: readonly Sandbox[] }) {
  const { route, setParams, world } = useConsole();
  const { snapshots, isLoading } = useSnapshots();
  const groups = [
    ['Worlds', [BASELINE, ...sandboxes.map(({ name }) => toStateName(name))]],
    ['Snapshots', snapshots.map((name) => `snapshot:${name}`)],
    ['As at first', ['fixtures']],
  ] as const;
  const { from: chosenFrom, to: chosenTo } = route.params;
  const compared = chooseCompared({
    world,
    options: groups.flatMap(([, options]) => options),
    ...(chosenFrom === undefined ? {} : { from: chosenFrom }),
    ...(chosenTo === undefined ? {} : { to: chosenTo }),
  });
  return (
    <Panel title="Compare" aside={<span class="muted">Any two: choose both sides.</span>}>
      <div class="row sides">
        {SIDES.map(([side, label]) => (
          <Choice
            key={side}
            id={toChoiceId(side)}
            label={label}
            groups={groups}
            value={compared[side]}
            choose={(state) => setParams({ ...chooseSide(compared, side, state) })}
          />
        ))}
      </div>
      {isLoading ? null : <Differences {...compared} />}
    </Panel>
  );
}

/** Loads the names of the snapshots that can be compared: those of the shown world, and those of the baseline. */
function useSnapshots(): { readonly snapshots: readonly string[]; readonly isLoading: boolean } {
  const { world } = useConsole();
  const list = { method: 'GET', path: '/__admin/snapshots' } as const;
  const own = useLoad<Snapshots>(list);
  const others = useLoad<Snapshots>(world === BASELINE ? undefined : { ...list, world: BASELINE });
  const names = [own, others].flatMap(({ data }) => data?.snapshots ?? []).map(({ name }) => name);
  return { snapshots: [...new Set(names)], isLoading: own.isLoading || (world !== BASELINE && others.isLoading) };
}

/** A button that compares a world with the shown one; the shown one with another. The focus goes to the other side. */
export function CompareButton({ name }: { readonly name: string }) {
  const { offers, setParams, world } = useConsole();
  if (!offers('GET', '/__admin/diff')) return null;
  const [first, second] = name === BASELINE ? [name, world] : [world, name];
  return (
    <button
      type="button"
      class="button"
      title={name === world ? 'Compare with another world' : `Compare with ${world}, or choose another one`}
      onClick={() => {
        setParams(name === world ? UNCHOSEN : { from: toStateName(first), to: toStateName(second) });
        const other = document.getElementById(toChoiceId(name === BASELINE ? 'to' : 'from'));
        other?.focus({ preventScroll: true });
        other?.scrollIntoView({ block: 'center' });
      }}
    >
      Compare
    </button>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  /** The states that can be chosen, each kind by its name. */
  readonly groups: readonly (readonly [kind: string, states: readonly string[]])[];
  readonly value: string;
  readonly choose: (value: string) => void;
}

function Choice({ id, label, groups, value, choose }: ChoiceProps) {
  return (
    <label class="inline-field" for={id}>
      <span>{label}</span>
      <select id={id} aria-label={label} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {groups
          .filter(([, states]) => states.length > 0)
          .map(([kind, states]) => (
            <optgroup key={kind} label={kind}>
              {states.map((state) => (
                <option key={state} value={state}>
                  {state}
                </option>
              ))}
            </optgroup>
          ))}
      </select>
    </label>
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

/** Returns the id of the choice of one side, which a button of a row goes to. */
function toChoiceId(side: keyof Compared): string {
  return `compare-${side}`;
}

const SIDES = [
  ['from', 'From'],
  ['to', 'To'],
] as const;
const UNCHOSEN = { from: undefined, to: undefined };
const TONES: Readonly<Record<DiffEntry['change'], Tone>> = { added: 'good', removed: 'bad', changed: 'info' };
