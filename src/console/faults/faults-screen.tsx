import { toPath } from '../api/call.ts';
import type { Fault } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { Action } from '../ui/action.tsx';
import { Badge } from '../ui/badge.tsx';
import { toNumber } from '../ui/format.ts';
import { Link } from '../ui/link.tsx';
import { ScreenHead } from '../ui/panel.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { Await, Empty } from '../ui/states.tsx';
import { toEffect, toTarget } from './describe.ts';
import { FaultForm } from './fault-form.tsx';
import { OperationSwitches } from './operation-switches.tsx';
import { toLeft } from './switches.ts';

/** The faults of the world with their hits, a switch for each operation, and a form for any other fault. */
export function FaultsScreen() {
  const { route, setParams } = useConsole();
  const loaded = useLoad<{ faults: readonly Fault[] }>({ method: 'GET', path: '/__admin/faults' });
  const count = loaded.data?.faults.length ?? 0;
  return (
    <div class="screen">
      <ScreenHead title="Faults" about="Failures that requests of this world meet">
        <SearchBox label="Search operations" value={route.params['q'] ?? ''} change={(q) => setParams({ q })} />
        <Action
          call={{ method: 'DELETE', path: '/__admin/faults' }}
          done="There are no faults."
          isDisabled={count === 0}
        >
          Delete all
        </Action>
      </ScreenHead>
      <div class="faults">
        <FaultForm />
        <Await loaded={loaded}>
          {({ faults }) => (
            <div class="column">
              <div class="table-box fault-list" tabIndex={0} role="group" aria-label="Faults">
                {faults.length === 0 ? (
                  <Empty title="Everything works.">Make an operation fail below, or add a fault of another kind.</Empty>
                ) : (
                  <FaultTable faults={faults} />
                )}
              </div>
              <OperationSwitches faults={faults} />
            </div>
          )}
        </Await>
      </div>
    </div>
  );
}

function FaultTable({ faults }: { readonly faults: readonly Fault[] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Requests</th>
          <th scope="col">What happens</th>
          <th scope="col" class="number">
            Hits
          </th>
          <th scope="col">Left</th>
          <th scope="col">
            <span class="unseen">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {faults.map((fault) => (
          <FaultRow key={fault.id} fault={fault} />
        ))}
      </tbody>
    </table>
  );
}

function FaultRow({ fault }: { readonly fault: Fault }) {
  const left = toLeft(fault);
  return (
    <tr class={left === 0 ? 'spent' : ''}>
      <td>
        <code>{toTarget(fault)}</code>
      </td>
      <td>
        <Badge tone={left === 0 ? 'plain' : 'bad'} text={fault.kind} /> {toEffect(fault)}
      </td>
      <td class="number">
        <Link screen="traffic" params={{ fault: 'yes', operation: fault.operation_id }}>
          {toNumber(fault.hits)}
        </Link>
      </td>
      <td>{left === undefined ? 'always' : left === 0 ? 'used up' : toNumber(left)}</td>
      <td class="end">
        <Action
          call={{ method: 'DELETE', path: toPath`/__admin/faults/${fault.id}` }}
          done="The fault is gone."
          kind="quiet"
        >
          Delete
        </Action>
      </td>
    </tr>
  );
}
