import { BASELINE } from '../api/call.ts';
import type { Sandbox } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { toWorldParam } from '../state/route.ts';
import { useLoad } from '../state/use-load.ts';
import { Action } from '../ui/action.tsx';
import { toCount, toNumber } from '../ui/format.ts';
import { ScreenHead } from '../ui/panel.tsx';
import { Await } from '../ui/states.tsx';
import { Comparison } from './comparison.tsx';
import { NewSandbox } from './new-sandbox.tsx';
import { useTurns } from './use-turns.ts';
import { WorldTable } from './world-table.tsx';

interface Sandboxes {
  readonly sandboxes: readonly Sandbox[];
  readonly limit: number;
}

/** The baseline and its sandboxes: open, fork, reset, compare and forget them. */
export function WorldsScreen() {
  const { offers, place, setParams } = useConsole();
  const turn = useTurns();
  const loaded = useLoad<Sandboxes>({ method: 'GET', path: '/__admin/sandboxes', query: { include: 'times' } }, turn);
  const { data } = loaded;
  const about =
    data === undefined
      ? ''
      : `${toCount(data.sandboxes.length, 'sandbox', 'sandboxes')} of at most ${toNumber(data.limit)}`;
  return (
    <div class="screen">
      <ScreenHead title="Worlds" about={about}>
        <NewSandbox sandboxes={data?.sandboxes ?? []} />
        <Action
          call={{ method: 'DELETE', path: '/__admin/sandboxes', world: BASELINE }}
          done="Every sandbox is forgotten."
          confirm="Forget all?"
          isDisabled={data === undefined || data.sandboxes.length === 0}
          onDone={() => setParams({ world: toWorldParam(BASELINE, place) })}
        >
          Forget all
        </Action>
      </ScreenHead>
      <Await loaded={loaded}>{({ sandboxes }) => <WorldTable sandboxes={sandboxes} turn={turn} />}</Await>
      {offers('GET', '/__admin/diff') && data !== undefined ? <Comparison sandboxes={data.sandboxes} /> : null}
    </div>
  );
}
