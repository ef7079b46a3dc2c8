import { useMemo } from 'preact/hooks';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { toNumber } from '../ui/format.ts';
import { Link } from '../ui/link.tsx';
import { ScreenHead } from '../ui/panel.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { Await, Empty } from '../ui/states.tsx';
import { CollectionDiffs, DiffSwitch } from './collection-diff.tsx';
import { CollectionTable } from './collection-table.tsx';
import { readModels } from './schema/model.ts';
import { UndoEdit } from './undo-edit.tsx';

/** A collection of the world, and how many records it has. */
interface Collection {
  readonly name: string;
  readonly records: number;
}

/** The records of the world: a table for each collection, and an editor for each record. */
export function DataScreen() {
  const { route, setParams, contract } = useConsole();
  const { params } = route;
  const loaded = useLoad<{ collections: readonly Collection[] }>({ method: 'GET', path: '/__admin/collections' });
  const models = useMemo(() => readModels(contract), [contract]);
  return (
    <div class="screen full">
      <ScreenHead title="Data" about="The records of the world, as they are stored">
        <UndoEdit />
        <DiffSwitch />
        <SearchBox
          label="Search records"
          value={params['q'] ?? ''}
          change={(q) => setParams({ q, page: undefined, record: undefined })}
        />
      </ScreenHead>
      <Await loaded={loaded} lines={12}>
        {({ collections }) => {
          const sorted = sortCollections(collections, models);
          const selected = params['collection'] ?? sorted.find(({ records }) => records > 0)?.name;
          if (selected === undefined)
            return <Empty title="The world has no records.">Send a POST to the API, and they appear here.</Empty>;
          return (
            <div class="data">
              <CollectionList collections={sorted} selected={selected} />
              {params['diff'] === undefined ? (
                <CollectionTable key={selected} name={selected} model={models.get(selected)} />
              ) : (
                <CollectionDiffs name={selected} from={params['diff']} />
              )}
            </div>
          );
        }}
      </Await>
    </div>
  );
}

/** The collections of the contract come first; the others are the simulator's own. */
function sortCollections(
  collections: readonly Collection[],
  models: ReadonlyMap<string, unknown>,
): readonly Collection[] {
  const isOwn = (name: string): boolean => models.size > 0 && !models.has(name);
  return collections.toSorted(
    ({ name: left }, { name: right }) => Number(isOwn(left)) - Number(isOwn(right)) || left.localeCompare(right),
  );
}

interface ListProps {
  readonly collections: readonly Collection[];
  readonly selected: string;
}

function CollectionList({ collections, selected }: ListProps) {
  const { diff } = useConsole().route.params;
  return (
    <nav class="collections" aria-label="Collections">
      <ul>
        {collections.map(({ name, records }) => (
          <li key={name}>
            <Link screen="data" params={{ collection: name, diff }} isCurrent={name === selected}>
              <span>{name}</span>
              <small>{toNumber(records)}</small>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
