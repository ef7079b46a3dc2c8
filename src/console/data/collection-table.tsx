import { useMemo } from 'preact/hooks';
import type { JsonObject } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useKeys } from '../state/use-keys.ts';
import { useRowKeys, useVisibleRow } from '../state/use-rows.ts';
import { toCell, toCount } from '../ui/format.ts';
import { Empty } from '../ui/states.tsx';
import type { CollectionModel } from './model.ts';
import { RecordPanel } from './record-panel.tsx';
import { chooseColumns, toPage, type TablePage } from './table.ts';

interface TableProps {
  readonly name: string;
  readonly records: readonly JsonObject[] | undefined;
  readonly models: ReadonlyMap<string, CollectionModel>;
}

/** The records of one collection, and the selected one beside them. */
export function CollectionTable({ name, records, models }: TableProps) {
  const { route, setParams } = useConsole();
  const { q = '', sort = '', page = '1', record: selected } = route.params;
  const key = models.get(name)?.key ?? guessKey(records ?? []);
  const columns = useMemo(() => chooseColumns(records ?? [], key), [records, key]);
  const shown = useMemo(() => toPage(records ?? [], { q, sort, page: Number(page) }), [records, q, sort, page]);
  const index = shown.rows.findIndex((row) => String(row[key]) === selected);
  const select = (row: JsonObject | undefined): void =>
    setParams({ record: row === undefined ? undefined : String(row[key]) });
  useRowKeys({ count: shown.rows.length, index, select: (at) => select(shown.rows[at]) });
  useKeys({ Escape: () => select(undefined) });
  if (records === undefined)
    return <Empty title={`The world has no collection “${name}”.`}>Choose one of the list.</Empty>;
  return (
    <div class={`split${selected === undefined ? '' : ' has-detail'}`}>
      <div class="split-list">
        <RecordTable columns={columns} page={shown} index={index} select={select} />
        <Pager page={shown} />
      </div>
      {selected === undefined ? (
        <aside class="detail detail-none">
          <Empty title="Select a record.">
            <kbd>j</kbd> and <kbd>k</kbd> go through the table, <kbd>e</kbd> edits.
          </Empty>
        </aside>
      ) : (
        <RecordPanel
          key={selected}
          collection={name}
          id={selected}
          model={models.get(name)}
          close={() => select(undefined)}
        />
      )}
    </div>
  );
}

interface RecordTableProps {
  readonly columns: readonly string[];
  readonly page: TablePage;
  readonly index: number;
  readonly select: (row: JsonObject) => void;
}

function RecordTable({ columns, page, index, select }: RecordTableProps) {
  const list = useVisibleRow(index);
  if (page.rows.length === 0) return <Empty title="No record fits the search." />;
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label="Records" ref={list as preact.Ref<HTMLDivElement>}>
      <table class="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <SortHeader key={column} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row, at) => (
            <tr key={at} aria-selected={at === index} onClick={() => select(row)}>
              {columns.map((column) => (
                <td key={column} title={toCell(row[column])}>
                  {toCell(row[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SortHeader({ column }: { readonly column: string }) {
  const { route, setParams } = useConsole();
  const { sort = '' } = route.params;
  const direction = sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : 'none';
  const next = { none: column, ascending: `-${column}`, descending: undefined }[direction];
  return (
    <th scope="col" aria-sort={direction}>
      <button type="button" onClick={() => setParams({ sort: next, page: undefined })}>
        {column}
        <span aria-hidden="true">{{ none: '', ascending: ' ↑', descending: ' ↓' }[direction]}</span>
      </button>
    </th>
  );
}

function Pager({ page: { count, page, pages } }: { readonly page: TablePage }) {
  const { setParams } = useConsole();
  return (
    <div class="pager">
      <span class="muted">{toCount(count, 'record')}</span>
      {pages === 1 ? null : (
        <span class="buttons">
          <button type="button" class="button" disabled={page === 1} onClick={() => setParams({ page: page - 1 })}>
            Previous
          </button>
          <span class="muted">
            {page} / {pages}
          </span>
          <button type="button" class="button" disabled={page === pages} onClick={() => setParams({ page: page + 1 })}>
            Next
          </button>
        </span>
      )}
    </div>
  );
}

/** Returns the property that most likely is the key, for collections that the contract does not describe. */
function guessKey([first]: readonly JsonObject[]): string {
  if (first === undefined) return 'id';
  return ['uuid', 'id', 'key', 'name'].find((name) => name in first) ?? Object.keys(first)[0] ?? 'id';
}
