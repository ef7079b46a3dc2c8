import type { Config, Health } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { Badge } from '../ui/badge.tsx';
import { toCount } from '../ui/format.ts';
import { ScreenHead } from '../ui/panel.tsx';
import { FailureBox } from '../ui/states.tsx';
import { AddressPanel } from './address-panel.tsx';
import { ClockPanel } from './clock-panel.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { ScenarioPanel } from './scenario-panel.tsx';
import { SnapshotPanel } from './snapshot-panel.tsx';

/** What runs, and everything that a presenter needs: addresses, people, stories, the clock and saved states. */
export function HomeScreen() {
  const { world } = useConsole();
  const health = useLoad<Health>({ method: 'GET', path: '/__admin/health' });
  const config = useLoad<Config>({ method: 'GET', path: '/__admin/config' });
  const { data } = health;
  return (
    <div class="screen">
      <ScreenHead
        title={data?.title ?? 'Simulator'}
        about={data === undefined ? 'Asking the server what it serves…' : <About health={data} world={world} />}
      >
        {data === undefined ? null : <Badge tone={data.status === 'ok' ? 'good' : 'bad'} text={data.status} />}
      </ScreenHead>
      {data?.reason === undefined ? null : (
        <FailureBox
          failure={{ status: 503, title: 'Writes are rejected', detail: data.reason, code: undefined, errors: [] }}
        />
      )}
      <div class="home presenter">
        <ClockPanel config={config.data} />
        <div class="column stories">
          <ScenarioPanel />
        </div>
        <div class="column">
          <PeoplePanel />
          <SnapshotPanel />
          <AddressPanel />
        </div>
      </div>
    </div>
  );
}

function About({ health, world }: { readonly health: Health; readonly world: string }) {
  return (
    <>
      {toCount(health.operations, 'operation')} · world <b>{world}</b> · contract{' '}
      <code>{health.contract.slice(0, SHOWN_DIGEST)}</code>
    </>
  );
}

const SHOWN_DIGEST = 10;
