import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Json, JsonObject } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useKeys } from '../state/use-keys.ts';
import { useRowKeys, useVisibleRow } from '../state/use-rows.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { isDateTime, toCell, toCount, toLocalTime } from '../ui/format.ts';
import { Empty, NoDetail } from '../ui/states.tsx';
import { toPage, type TablePage } from './table.ts';

interface ListProps {
  readonly rows: readonly JsonObject[];
  readonly columns: readonly string[];
  /** The column that identifies a row. */
  readonly keyName: string;
  /** The colours of words that are shown in a box. */
  readonly tones?: Readonly<Record<string, Tone>>;
  /** What stands below the table. */
  readonly note?: string;
  /** What stands beside the number of records. */
  readonly menu?: ComponentChildren;
  /** Returns what stands beside the table for the selected row. */
  readonly children: (id: string, close: () => void) => ComponentChildren;
}

/** Rows in pages, found, sorted and selected by what the address says, and the selected one beside them. */
export function RowList({ rows, columns, keyName, tones = {}, note = '', menu, children }: ListProps) {
  const { route, setParams } = useConsole();
  const { q = '', sort = '', page = '1', record: selected } = route.params;
  const shown = useMemo(() => toPage(rows, { q, sort, page: Number(page) }), [rows, q, sort, page]);
  const index = shown.rows.findIndex((row) => String(row[keyName]) === selected);
  const select = (row: JsonObject | undefined): void =>
    setParams({ record: row === undefined ? undefined : String(row[keyName]), edit: undefined });
  const close = (): void => select(undefined);
  useRowKeys({ count: shown.rows.length, index, select: (at) => select(shown.rows[at]) });
  useKeys({ Escape: close });
  return (
    <div class={`split${selected === undefined ? '' : ' has-detail'}`}>
      <div class="split-list">
        <Rows columns={columns} keyName={keyName} page={shown} index={index} tones={tones} select={select} />
        {note === '' ? null : <p class="warning-text">{note}</p>}
        <Pager page={shown} menu={menu} />
      </div>
      {selected === undefined ? (
        <NoDetail title="Select a record.">
          <kbd>j</kbd> and <kbd>k</kbd> go through the table, <kbd>e</kbd> edits.
        </NoDetail>
      ) : (
        children(selected, close)
      )}
    </div>
  );
}

interface RowsProps extends Required<Pick<ListProps, 'columns' | 'keyName' | 'tones'>> {
  readonly page: TablePage;
  readonly index: number;
  readonly select: (row: JsonObject) => void;
}

function Rows({ columns, keyName, page, index, tones, select }: RowsProps) {
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
                <Cell key={column} isKey={column === keyName} value={row[column]} tones={tones} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps extends Pick<RowsProps, 'tones'> {
  readonly isKey: boolean;
  readonly value: Json | undefined;
}

function Cell({ isKey, value, tones }: CellProps) {
  const text = toCell(value);
  const tone = tones[text];
  return (
    <td title={text} class={isKey ? 'key' : undefined}>
      {tone === undefined ? (isDateTime(text) ? toLocalTime(text) : text) : <Badge tone={tone} text={text} />}
    </td>
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

interface PagerProps extends Pick<ListProps, 'menu'> {
  readonly page: TablePage;
}

function Pager({ page: { count, page, pages }, menu }: PagerProps) {
  const { setParams } = useConsole();
  return (
    <div class="pager">
      <span class="muted">{toCount(count, 'record')}</span>
      {menu}
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
