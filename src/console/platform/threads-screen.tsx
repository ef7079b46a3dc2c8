import { useMemo } from 'preact/hooks';
import type { JsonObject } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useKeys } from '../state/use-keys.ts';
import { useRecords } from '../state/use-records.ts';
import { useRowKeys, useVisibleRow } from '../state/use-rows.ts';
import { toCount, toLocalTime } from '../ui/format.ts';
import { ScreenHead } from '../ui/panel.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { Await, Empty, NoDetail } from '../ui/states.tsx';
import { Conversation } from './conversation.tsx';
import { IdentityField, useIdentity, type Identity } from './identity.tsx';

/** The conversations of the world: read one, and go on with it. */
export function ThreadsScreen() {
  const { route, setParams } = useConsole();
  const threads = useRecords('threads');
  const agents = useRecords('agents');
  const identity = useIdentity();
  const names = useMemo(
    () => new Map(agents.data?.records.map(({ uuid, name }) => [String(uuid), String(name)])),
    [agents.data],
  );
  return (
    <div class="screen full">
      <ScreenHead title="Threads" about={toCount(threads.data?.records.length ?? 0, 'conversation')}>
        <SearchBox label="Search threads" value={route.params['q'] ?? ''} change={(q) => setParams({ q })} />
        <IdentityField identity={identity} />
      </ScreenHead>
      <Await loaded={threads} lines={12}>
        {({ records }) => <ThreadList records={records} names={names} identity={identity} />}
      </Await>
    </div>
  );
}

interface ListProps {
  readonly records: readonly JsonObject[];
  /** The names of agents by uuid. */
  readonly names: ReadonlyMap<string, string>;
  readonly identity: Identity;
}

function ThreadList({ records, names, identity }: ListProps) {
  const { route, setParams } = useConsole();
  const { q = '', thread } = route.params;
  const rows = useMemo(() => listThreads(records, q), [records, q]);
  const index = rows.findIndex(({ uuid }) => uuid === thread);
  const select = (row: JsonObject | undefined): void =>
    setParams({ thread: row === undefined ? undefined : String(row['uuid']) });
  useRowKeys({ count: rows.length, index, select: (at) => select(rows[at]) });
  useKeys({ Escape: () => select(undefined) });
  const selected = rows[index];
  if (rows.length === 0) return <Empty title="No conversation fits the search." />;
  return (
    <div class={`split narrow${selected === undefined ? '' : ' has-detail'}`}>
      <div class="split-list">
        <ThreadRows rows={rows} names={names} index={index} select={select} />
      </div>
      {selected === undefined ? (
        <NoDetail title="Select a conversation.">
          <kbd>j</kbd> and <kbd>k</kbd> go through the list.
        </NoDetail>
      ) : (
        <Conversation
          key={thread}
          thread={selected}
          agent={names.get(String(selected['agent_uuid']))}
          identity={identity}
          close={() => select(undefined)}
        />
      )}
    </div>
  );
}

interface RowsProps extends Pick<ListProps, 'names'> {
  readonly rows: readonly JsonObject[];
  readonly index: number;
  readonly select: (row: JsonObject) => void;
}

function ThreadRows({ rows, names, index, select }: RowsProps) {
  const list = useVisibleRow(index);
  return (
    <ul
      class="thread-list table-box"
      role="listbox"
      aria-label="Conversations"
      tabIndex={0}
      ref={list as preact.Ref<HTMLUListElement>}
    >
      {rows.slice(0, MAX_SHOWN).map((row, at) => (
        <ThreadRow key={row['uuid']} row={row} names={names} isSelected={at === index} select={select} />
      ))}
    </ul>
  );
}

interface RowProps extends Pick<ListProps, 'names'> {
  readonly row: JsonObject;
  readonly isSelected: boolean;
  readonly select: (row: JsonObject) => void;
}

function ThreadRow({ row, names, isSelected, select }: RowProps) {
  return (
    <li role="option" aria-selected={isSelected} onClick={() => select(row)}>
      <b>{String(row['name'])}</b>
      <small>
        {names.get(String(row['agent_uuid'])) ?? 'no agent'} · {toLocalTime(String(row['updated_at']))}
      </small>
    </li>
  );
}

/** Returns the threads whose names have every word, the latest first. */
function listThreads(records: readonly JsonObject[], q: string): readonly JsonObject[] {
  const words = q.toLowerCase().split(/\s+/);
  return records
    .filter(({ name }) => words.every((word) => String(name).toLowerCase().includes(word)))
    .toSorted((left, right) => String(right['updated_at']).localeCompare(String(left['updated_at'])));
}

const MAX_SHOWN = 500;
