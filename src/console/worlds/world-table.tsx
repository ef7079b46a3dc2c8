import { useMemo, useState } from 'preact/hooks';
import { BASELINE, toPath } from '../api/call.ts';
import { isJsonObject, type Sandbox } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { toWorldParam } from '../state/route.ts';
import { useRowKeys } from '../state/use-rows.ts';
import { Action } from '../ui/action.tsx';
import { Badge } from '../ui/badge.tsx';
import { toLocalTime, toNumber } from '../ui/format.ts';
import { Link } from '../ui/link.tsx';
import { Age } from './age.tsx';
import { CompareButton } from './comparison.tsx';
import { useBaseline, type WorldFacts } from './use-baseline.ts';

interface TableProps {
  readonly sandboxes: readonly Sandbox[];
  /** Grows when the use of the baseline has to be loaded again. */
  readonly turn: number;
}

/** The baseline and its sandboxes: a row for each, which opens, forks, resets, compares and forgets it. */
export function WorldTable({ sandboxes, turn }: TableProps) {
  const { place, setParams } = useConsole();
  const names = [BASELINE, ...sandboxes.map(({ name }) => name)];
  const [index, setIndex] = useState(-1);
  const baseline = useBaseline(turn);
  // The list is another one whenever it was loaded.
  const toldAt = useMemo(() => Date.now(), [sandboxes]);
  const open = (name: string): void => setParams({ world: toWorldParam(name, place) }, true);
  useRowKeys({ count: names.length, index, select: setIndex, open: (at) => open(names[at] ?? BASELINE) });
  return (
    <>
      <div class="table-box worlds" tabIndex={0} role="group" aria-label="Worlds">
        <table class="table">
          <WorldHead />
          <tbody>
            <WorldRow name={BASELINE} facts={baseline} toldAt={toldAt} isSelected={index === 0} open={open} />
            {sandboxes.map((sandbox, at) => (
              <WorldRow
                key={sandbox.name}
                name={sandbox.name}
                facts={sandbox}
                toldAt={toldAt}
                isSelected={index === at + 1}
                open={open}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p class="muted world-note">
        A sandbox is made here, or by the first request that names it. It begins as a copy of the baseline at that
        moment: records, sign-ins, reply rules, clock and scheduled work. A fork copies its origin in the same way. From
        then on nothing is shared. Faults, story, snapshots and recorded requests are its own, and none at first.
        Settings, such as the speed of runs, hold for all worlds.
      </p>
    </>
  );
}

function WorldHead() {
  return (
    <thead>
      <tr>
        <th scope="col">World</th>
        <th scope="col" class="number">
          Requests
        </th>
        <th scope="col" class="number">
          Records
        </th>
        <th scope="col" class="number">
          Age
        </th>
        <th scope="col" class="number">
          Last use
        </th>
        <th scope="col">Its time</th>
        <th scope="col">
          <span class="unseen">Actions</span>
        </th>
      </tr>
    </thead>
  );
}

interface RowProps {
  readonly name: string;
  readonly facts: WorldFacts;
  /** When the server told the facts, in milliseconds. */
  readonly toldAt: number;
  readonly isSelected: boolean;
  readonly open: (name: string) => void;
}

function WorldRow({ name, facts, toldAt, isSelected, open }: RowProps) {
  const { requests, records, age, idle, time } = facts;
  const { world, place } = useConsole();
  return (
    <tr aria-selected={isSelected}>
      <td>
        <button type="button" class="link" onClick={() => open(name)}>
          {name}
        </button>{' '}
        {name === world ? <Badge tone="accent" text="shown" /> : null}
      </td>
      <td class="number" data-label="requests">
        {requests === undefined ? null : (
          <Link screen="traffic" params={{ world: toWorldParam(name, place) }} title={`Requests to ${name}`}>
            {toNumber(requests)}
          </Link>
        )}
      </td>
      <td class="number" data-label="records">
        {records === undefined ? '' : toNumber(records)}
      </td>
      <td class="number" data-label="age">
        {typeof age === 'number' ? <Age seconds={age} toldAt={toldAt} /> : null}
      </td>
      <td class="number" data-label="used">
        {typeof idle === 'number' ? (
          <>
            <Age seconds={idle} toldAt={toldAt} /> ago
          </>
        ) : null}
      </td>
      <td>{time === undefined ? '' : toLocalTime(time)}</td>
      <td>
        <WorldActions name={name} open={open} />
      </td>
    </tr>
  );
}

function WorldActions({ name, open }: Pick<RowProps, 'name' | 'open'>) {
  const { offers, world } = useConsole();
  return (
    <span class="buttons end">
      <CompareButton name={name} />
      {offers('POST', '/__admin/sandboxes/{sandbox}/fork') ? (
        <Action
          call={{ method: 'POST', path: toPath`/__admin/sandboxes/${name}/fork`, world: BASELINE }}
          done={`A copy of ${name} is made.`}
          onDone={(body) => {
            if (isJsonObject(body) && typeof body['name'] === 'string') open(body['name']);
          }}
        >
          Fork
        </Action>
      ) : null}
      <Action
        call={{ method: 'POST', path: '/__admin/reset', world: name }}
        done={`${name} is as it was at first.`}
        confirm="Reset it?"
      >
        Reset
      </Action>
      {name === BASELINE ? null : (
        <Action
          call={{ method: 'DELETE', path: toPath`/__admin/sandboxes/${name}`, world: BASELINE }}
          done={`${name} is forgotten.`}
          confirm="Forget it?"
          kind="quiet"
          onDone={() => {
            if (name === world) open(BASELINE);
          }}
        >
          Forget
        </Action>
      )}
    </span>
  );
}
