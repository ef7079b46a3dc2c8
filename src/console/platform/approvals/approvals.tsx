import { useState } from 'preact/hooks';
import { toPath } from '../../api/call.ts';
import { Action } from '../../ui/action.tsx';
import { Badge, toWordTone } from '../../ui/badge.tsx';
import { toLocalTime } from '../../ui/format.ts';
import { JsonTree } from '../../ui/values/json-tree.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Link } from '../../ui/link.tsx';
import { listFirst, type Decision, type ListedApproval } from './keep-decided.ts';
import type { Approvals } from './use-approvals.ts';

/** What waits until a person decides: the first ones, and a button that shows the others. */
export function ApprovalsPanel({ approvals }: { readonly approvals: Approvals }) {
  const [isWhole, setWhole] = useState(false);
  const { listed, unlisted, onDecided, hideDecided } = approvals;
  if (listed.length === 0) return null;
  const first = listFirst(listed, FIRST);
  const waiting = listed.filter(({ decision }) => decision === undefined).length;
  const hide = (
    <button type="button" class="button quiet" onClick={hideDecided}>
      Hide decided
    </button>
  );
  return (
    <Panel
      title={`Waiting for a person: ${waiting + unlisted}`}
      class="approvals"
      aside={waiting === listed.length ? null : hide}
    >
      <ApprovalList listed={isWhole ? listed : first} onDecided={onDecided} />
      {listed.length === first.length ? null : (
        <button type="button" class="button quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Fewer' : `${listed.length - first.length} more`}
        </button>
      )}
    </Panel>
  );
}

/** Approvals, each with its data and two buttons, or what has been decided. */
export function ApprovalList({ listed, onDecided }: Pick<Approvals, 'listed' | 'onDecided'>) {
  return (
    <ul class="approval-list">
      {listed.map((one) => (
        <ApprovalRow key={one.approval.id} listed={one} onDecided={onDecided} />
      ))}
    </ul>
  );
}

interface RowProps extends Pick<Approvals, 'onDecided'> {
  readonly listed: ListedApproval;
}

function ApprovalRow({ listed: { approval, decision }, onDecided }: RowProps) {
  const { title, step, assignee, asked_at: askedAt, expires_at: expiresAt, data, owner } = approval;
  return (
    <li>
      <div class="grow">
        <b>{title}</b> <span class="muted">at the step {step}</span>
        <p class="muted">
          {assignee === null ? 'Anyone may decide' : `${assignee} is asked`} since {toLocalTime(askedAt)}
          {expiresAt === null ? '' : `, until ${toLocalTime(expiresAt)}`} ·{' '}
          <Link screen="data" params={toRecord(owner)}>
            record
          </Link>
        </p>
        <details>
          <summary>What it is about</summary>
          <JsonTree value={data} />
        </details>
      </div>
      {decision === undefined ? (
        <div class="buttons">
          <Decide approval={approval} decision="approved" onDecided={onDecided} />
          <Decide approval={approval} decision="rejected" onDecided={onDecided} />
        </div>
      ) : (
        <div class="buttons">
          <Badge tone={toWordTone(decision)} text={decision} />
        </div>
      )}
    </li>
  );
}

interface DecideProps extends Pick<ListedApproval, 'approval'>, Pick<Approvals, 'onDecided'> {
  readonly decision: Decision;
}

function Decide({ approval, decision, onDecided }: DecideProps) {
  return (
    <Action
      call={{ method: 'POST', path: toPath`/__admin/approvals/${approval.id}`, body: { decision } }}
      done={`${approval.title}: ${decision}.`}
      kind={decision === 'approved' ? 'primary' : 'danger'}
      onDone={() => onDecided(approval, decision)}
    >
      {decision === 'approved' ? 'Approve' : 'Reject'}
    </Action>
  );
}

function toRecord(owner: string): { readonly collection: string; readonly record: string } {
  const [collection = '', record = ''] = owner.split('/');
  return { collection, record };
}

/** How many are shown at first. */
const FIRST = 3;
