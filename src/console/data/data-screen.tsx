import { useMemo } from 'preact/hooks';
import type { JsonObject } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { toNumber } from '../ui/format.ts';
import { Link } from '../ui/link.tsx';
import { ScreenHead } from '../ui/panel.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { Await, Empty } from '../ui/states.tsx';
import { CollectionTable } from './collection-table.tsx';
import { readModels } from './model.ts';

type Collections = Readonly<Record<string, readonly JsonObject[]>>;

/** The records of the world: a table for each collection, and an editor for each record. */
export function DataScreen() {
  const { route, setParams, contract } = useConsole();
  const { params } = route;
  const state = useLoad<{ collections: Collections }>({ method: 'GET', path: '/__admin/state' });
  const models = useMemo(() => readModels(contract), [contract]);
  return (
    <div class="screen full">
      <ScreenHead title="Data" about="The records of the world, as they are stored">
        <SearchBox
          label="Search records"
          value={params['q'] ?? ''}
          change={(q) => setParams({ q, page: undefined, record: undefined })}
        />
      </ScreenHead>
      <Await loaded={state} lines={12}>
        {({ collections }) => {
          const names = listNames(collections, models);
          const selected = params['collection'] ?? names.find((name) => (collections[name]?.length ?? 0) > 0);
          if (selected === undefined)
            return <Empty title="The world has no records.">Send a POST to the API, and they appear here.</Empty>;
          return (
            <div class="data">
              <CollectionList names={names} collections={collections} selected={selected} />
              <CollectionTable
                key={selected}
                name={selected}
                records={collections[selected]}
                models={models}
              />
            </div>
          );
        }}
      </Await>
    </div>
  );
}

/** The collections of the contract come first; the others are the simulator's own. */
function listNames(collections: Collections, models: ReadonlyMap<string, unknown>): readonly string[] {
  const isOwn = (name: string): boolean => models.size > 0 && !models.has(name);
  return Object.keys(collections).toSorted(
    (left, right) => Number(isOwn(left)) - Number(isOwn(right)) || left.localeCompare(right),
  );
}

interface ListProps {
  readonly names: readonly string[];
  readonly collections: Collections;
  readonly selected: string;
}

function CollectionList({ names, collections, selected }: ListProps) {
  return (
    <nav class="collections" aria-label="Collections">
      <ul>
        {names.map((name) => (
          <li key={name}>
            <Link screen="data" params={{ collection: name }} isCurrent={name === selected}>
              <span>{name}</span>
              <small>{toNumber(collections[name]?.length ?? 0)}</small>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
