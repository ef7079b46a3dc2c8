import { useMemo } from 'preact/hooks';
import type { Coverage } from '../api/types.ts';
import { useConsole } from '../state/console.ts';
import { useLoad } from '../state/use-load.ts';
import { Action } from '../ui/action.tsx';
import { Badge, Method, toWordTone } from '../ui/badge.tsx';
import { toCount, toNumber, toPercent } from '../ui/format.ts';
import { Link } from '../ui/link.tsx';
import { ScreenHead } from '../ui/panel.tsx';
import { SearchBox } from '../ui/search-box.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { listContractOperations, type ContractOperation } from './operations.ts';
import { Violations } from './violations.tsx';

type Covered = Coverage['operations'][number];

/** The operations of the contract: where each comes from, and how much of it requests have exercised. */
export function ContractScreen() {
  const { route, setParams, client, contract } = useConsole();
  const coverage = useLoad<Coverage>({ method: 'GET', path: '/__admin/coverage' });
  const operations = useMemo(() => listContractOperations(contract), [contract]);
  const covered = useMemo(
    () => new Map(coverage.data?.operations.map((operation) => [operation.operation_id, operation] as const)),
    [coverage.data],
  );
  return (
    <div class="screen">
      <ScreenHead title="Contract" about={toCount(operations.length, 'operation')}>
        <SearchBox label="Search operations" value={route.params['q'] ?? ''} change={(q) => setParams({ q })} />
        <a class="button" href={`${client.root}/__admin/contract`}>
          Reference
        </a>
        <a class="button" href={`${client.root}/__admin/coverage`}>
          Coverage by field
        </a>
        <Action
          call={{ method: 'DELETE', path: '/__admin/coverage' }}
          done="The coverage begins again."
          confirm="Begin again?"
        >
          Reset coverage
        </Action>
      </ScreenHead>
      {coverage.data === undefined ? null : <Summary coverage={coverage.data} />}
      <Violations />
      {contract === undefined ? (
        <Loading lines={12} />
      ) : (
        <OperationTable operations={operations} covered={covered} q={route.params['q'] ?? ''} />
      )}
    </div>
  );
}

function Summary({ coverage: { summary, requests } }: { readonly coverage: Coverage }) {
  return (
    <div class="meters">
      {Object.entries(summary).map(([name, share]) => (
        <div key={name} class="meter-box">
          <span class="muted">{name === 'refusals' ? 'rejections' : name}</span>
          <b>{toPercent(share)}</b>
          <meter min={0} max={100} value={share.percent} aria-label={`Coverage of ${name}`} />
          <small class="muted">
            {toNumber(share.covered)} of {toNumber(share.total)}
          </small>
        </div>
      ))}
      <div class="meter-box">
        <span class="muted">requests</span>
        <b>{toNumber(requests)}</b>
      </div>
    </div>
  );
}

interface TableProps {
  readonly operations: readonly ContractOperation[];
  readonly covered: ReadonlyMap<string, Covered>;
  readonly q: string;
}

function OperationTable({ operations, covered, q }: TableProps) {
  const words = q.toLowerCase().split(/\s+/);
  const shown = operations.filter((operation) => {
    const { id, method, path, summary, tag, provenance } = operation;
    const text = [id, method, path, summary, tag, provenance].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (shown.length === 0) return <Empty title="No operation fits the search." />;
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label="Operations">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Operation</th>
            <th scope="col">Path</th>
            <th scope="col">Provenance</th>
            <th scope="col" class="number">
              Requests
            </th>
            <th scope="col">Covered</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((operation) => (
            <OperationRow key={operation.id} operation={operation} covered={covered.get(operation.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly operation: ContractOperation;
  readonly covered: Covered | undefined;
}

function OperationRow({ operation: { id, method, path, summary, provenance }, covered }: RowProps) {
  return (
    <tr>
      <td title={summary}>
        <Link screen="traffic" params={{ operation: id }}>
          {id}
        </Link>
      </td>
      <td>
        <Method method={method} /> <code>{path}</code>
      </td>
      <td>{provenance === '' ? null : <Badge tone={toWordTone(provenance)} text={provenance} />}</td>
      <td class="number">{toNumber(covered?.requests ?? 0)}</td>
      <td>
        {covered === undefined ? null : (
          <span class="share">
            <meter min={0} max={100} value={covered.covered.percent} aria-label={`Coverage of ${id}`} />
            <span class="number">{toPercent(covered.covered)}</span>
          </span>
        )}
      </td>
    </tr>
  );
}
