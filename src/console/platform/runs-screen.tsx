import { useMemo } from 'preact/hooks';
import type { JsonObject } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useKeys } from '../state/use-keys.ts';
import { useRecords } from '../state/use-records.ts';
import { useRowKeys, useVisibleRow } from '../state/use-rows.ts';
import { Badge, toWordTone } from '../ui/badge.tsx';
import { toCount, toDuration, toLocalTime, toShortTime } from '../ui/format.ts';
import { ScreenHead } from '../ui/panel.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { Await, Empty, NoDetail } from '../ui/states.tsx';
import { ApprovalsPanel } from './approvals/approvals.tsx';
import { ExecutionDetail } from './execution-detail.tsx';
import { IdentityField, useIdentity } from './identity.tsx';
import { useApprovals, type Approvals } from './approvals/use-approvals.ts';
import { useFollow } from './use-follow.ts';

/** The executions of workflows, the newest first, and what waits for a person. */
export function RunsScreen() {
  const { route, setParams } = useConsole();
  const executions = useRecords('workflow_executions');
  const workflows = useRecords('workflows');
  const approvals = useApprovals();
  const identity = useIdentity();
  const names = useMemo(
    () => new Map(workflows.data?.records.map(({ uuid, name }) => [String(uuid), String(name)])),
    [workflows.data],
  );
  useFollow(executions.data?.records.some(({ is_finished: isFinished }) => isFinished !== true) ?? false);
  return (
    <div class="screen full">
      <ScreenHead title="Runs" about={toCount(executions.data?.records.length ?? 0, 'execution')}>
        <SearchBox label="Search runs" value={route.params['q'] ?? ''} change={(q) => setParams({ q })} />
        <IdentityField identity={identity} />
      </ScreenHead>
      <ApprovalsPanel approvals={approvals} />
      <Await loaded={executions} lines={12}>
        {({ records }) => (
          <Executions
            records={records}
            workflows={workflows.data?.records ?? []}
            names={names}
            approvals={approvals}
            headers={identity.headers}
          />
        )}
      </Await>
    </div>
  );
}

interface ExecutionsProps {
  readonly records: readonly JsonObject[];
  readonly workflows: readonly JsonObject[];
  readonly names: ReadonlyMap<string, string>;
  readonly approvals: Approvals;
  readonly headers: Readonly<Record<string, string>>;
}

function Executions({ records, workflows, names, approvals, headers }: ExecutionsProps) {
  const { route, setParams } = useConsole();
  const { q = '', run } = route.params;
  const rows = useMemo(() => listExecutions(records, names, q), [records, names, q]);
  const index = rows.findIndex(({ uuid }) => String(uuid) === run);
  const select = (row: JsonObject | undefined): void =>
    setParams({ run: row === undefined ? undefined : String(row['uuid']) });
  useRowKeys({ count: rows.length, index, select: (at) => select(rows[at]) });
  useKeys({ Escape: () => select(undefined) });
  // One that the search leaves out can be opened too, from what waits for a person.
  const selected = records.find(({ uuid }) => String(uuid) === run);
  const nothing = <Empty title="No run fits the search." />;
  if (rows.length === 0 && selected === undefined) return nothing;
  return (
    <div class={`split${selected === undefined ? '' : ' has-detail'}`}>
      <div class="split-list">
        {rows.length === 0 ? nothing : <ExecutionTable rows={rows} names={names} index={index} select={select} />}
      </div>
      {selected === undefined ? (
        <NoDetail title="Select a run.">Its steps appear here, with their input and output.</NoDetail>
      ) : (
        <ExecutionDetail
          key={run}
          execution={selected}
          workflow={workflows.find(({ uuid }) => uuid === selected['workflow_uuid'])}
          title={names.get(String(selected['workflow_uuid'])) ?? ''}
          approvals={approvals}
          headers={headers}
          close={() => select(undefined)}
        />
      )}
    </div>
  );
}

interface TableProps extends Pick<RowProps, 'names' | 'select'> {
  readonly rows: readonly JsonObject[];
  readonly index: number;
}

function ExecutionTable({ rows, names, index, select }: TableProps) {
  const list = useVisibleRow(index);
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label="Runs" ref={list as preact.Ref<HTMLDivElement>}>
      <table class="table">
        <ExecutionsHead />
        <tbody>
          {rows.map((row, at) => (
            <ExecutionRow key={row['uuid']} row={row} names={names} isSelected={at === index} select={select} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ExecutionsHead() {
  return (
    <thead>
      <tr>
        <th scope="col">Status</th>
        <th scope="col">Workflow</th>
        <th scope="col">Mode</th>
        <th scope="col" class="number">
          Took
        </th>
        <th scope="col">Started</th>
      </tr>
    </thead>
  );
}

interface RowProps {
  readonly row: JsonObject;
  readonly names: ReadonlyMap<string, string>;
  readonly isSelected: boolean;
  readonly select: (row: JsonObject) => void;
}

function ExecutionRow({ row, names, isSelected, select }: RowProps) {
  const { status, mode, started_at: started, stopped_at: stopped, workflow_uuid: workflow } = row;
  const name = names.get(String(workflow)) ?? String(workflow);
  const startedAt = typeof started === 'string' ? started : undefined;
  const length = Date.parse(String(stopped)) - Date.parse(String(started));
  return (
    <tr aria-selected={isSelected} onClick={() => select(row)}>
      <td>
        <Badge tone={toWordTone(String(status))} text={String(status)} />
      </td>
      <td class="wide" title={name}>
        {name}
      </td>
      <td class="muted">{String(mode)}</td>
      <td class="number">{Number.isNaN(length) ? '' : toDuration(length)}</td>
      <td class="muted" title={toLocalTime(startedAt)}>
        {toShortTime(startedAt)}
      </td>
    </tr>
  );
}

/** The newest come first; those that have not ended before all others. */
function listExecutions(records: readonly JsonObject[], names: ReadonlyMap<string, string>, q: string) {
  const words = q.toLowerCase().split(/\s+/);
  return records
    .filter((record) => {
      const { status, mode, uuid, workflow_uuid: workflow } = record;
      const text = [status, mode, names.get(String(workflow)), uuid].map(String).join(' ');
      return words.every((word) => text.toLowerCase().includes(word));
    })
    .toSorted((left, right) => toOrder(right).localeCompare(toOrder(left)))
    .slice(0, MAX_SHOWN);
}

function toOrder(record: JsonObject): string {
  return `${record['is_finished'] === true ? 0 : 1} ${String(record['started_at'] ?? record['created_at'])}`;
}

const MAX_SHOWN = 500;
