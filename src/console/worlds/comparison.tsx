import { BASELINE } from '../api/call.ts';
import type { FieldChange } from '../api/differences.ts';
import type { Sandbox, Snapshot } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { Badge } from '../ui/badge.tsx';
import { FieldDifferences } from '../ui/values/differences.tsx';
import { toCount } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Await } from '../ui/states.tsx';

interface Keyed {
  readonly key: string | number;
}

interface CollectionDifference {
  readonly added: readonly Keyed[];
  readonly removed: readonly Keyed[];
  readonly changed: readonly {
    readonly key: string | number;
    readonly fields: readonly FieldChange[];
  }[];
}

interface Difference {
  readonly collections: Readonly<Record<string, CollectionDifference>>;
  readonly total: number;
  readonly is_truncated?: boolean;
}

/** Compares two worlds, or a world and a saved state. */
export function Comparison({ sandboxes }: { readonly sandboxes: readonly Sandbox[] }) {
  const { route, setParams, world } = useConsole();
  const { data, failure } = useLoad<{ snapshots: readonly Snapshot[] }>({ method: 'GET', path: '/__admin/snapshots' });
  const options = [
    BASELINE,
    'fixtures',
    ...sandboxes.map(({ name }) => `sandbox:${name}`),
    ...(data?.snapshots ?? []).map(({ name }) => `snapshot:${name}`),
  ];
  const has = (name: string | undefined): name is string => name !== undefined && options.includes(name);
  const first = sandboxes.length === 0 ? BASELINE : `sandbox:${sandboxes[0]?.name}`;
  const shown = has(`sandbox:${world}`) ? `sandbox:${world}` : first;
  // What the address names may be gone.
  const from = has(route.params['from']) ? route.params['from'] : BASELINE;
  const to = has(route.params['to']) ? route.params['to'] : shown;
  return (
    <Panel title="Compare">
      <div class="row">
        <Choice label="From" options={options} value={from} choose={(value) => setParams({ from: value })} />
        <span aria-hidden="true">→</span>
        <Choice label="To" options={options} value={to} choose={(value) => setParams({ to: value })} />
      </div>
      {data === undefined && failure === undefined ? null : <Differences from={from} to={to} />}
    </Panel>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly string[];
  readonly value: string;
  readonly choose: (value: string) => void;
}

function Choice({ label, options, value, choose }: ChoiceProps) {
  return (
    <select aria-label={label} value={value} onChange={(event) => choose(event.currentTarget.value)}>
      {options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  );
}

function Differences({ from, to }: { readonly from: string; readonly to: string }) {
  const loaded = useLoad<Difference>(
    from === to ? undefined : { method: 'GET', path: '/__admin/diff', query: { from, to } },
  );
  if (from === to) return <p class="muted">Choose two different ones.</p>;
  return (
    <Await loaded={loaded}>
      {({ collections, total, is_truncated: isTruncated = false }) => (
        <>
          <p>{total === 0 ? 'They are equal.' : toCount(total, 'difference')}</p>
          {Object.entries(collections).map(([name, difference]) => (
            <CollectionDifferences key={name} name={name} difference={difference} />
          ))}
          {isTruncated ? <p class="warning-text">There are more differences than are shown.</p> : null}
        </>
      )}
    </Await>
  );
}

function CollectionDifferences({
  name,
  difference: { added, removed, changed },
}: {
  readonly name: string;
  readonly difference: CollectionDifference;
}) {
  return (
    <section class="change">
      <h3>{name}</h3>
      {added.map(({ key }) => (
        <p key={key}>
          <Badge tone="good" text="added" /> <code>{key}</code>
        </p>
      ))}
      {removed.map(({ key }) => (
        <p key={key}>
          <Badge tone="bad" text="removed" /> <code>{key}</code>
        </p>
      ))}
      {changed.map(({ key, fields }) => (
        <div key={key}>
          <p>
            <Badge tone="info" text="changed" /> <code>{key}</code>
          </p>
          <FieldDifferences fields={fields} />
        </div>
      ))}
    </section>
  );
}
