import { toPath, type Call } from '../api/call.ts';
import type { Approval } from '../api/types.ts';
import { Action } from '../ui/action.tsx';
import { toLocalTime } from '../ui/format.ts';
import { JsonTree } from '../ui/json-tree.tsx';
import { Panel } from '../ui/panel.tsx';
import { Link } from '../ui/link.tsx';

/** What waits until a person decides, each with its data and two buttons. */
export function Approvals({ approvals }: { readonly approvals: readonly Approval[] }) {
  return (
    <Panel title={`Waiting for a person: ${approvals.length}`} class="approvals">
      <ul>
        {approvals.map((approval) => (
          <ApprovalRow key={approval.id} approval={approval} />
        ))}
      </ul>
    </Panel>
  );
}

function ApprovalRow({ approval }: { readonly approval: Approval }) {
  const { id, title, step, assignee, asked_at: askedAt, expires_at: expiresAt, data, owner } = approval;
  const decide = (decision: 'approved' | 'rejected'): Call => ({
    method: 'POST',
    path: toPath`/__admin/approvals/${id}`,
    body: { decision },
  });
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
      <div class="buttons">
        <Action call={decide('approved')} done={`${title}: approved.`} kind="primary">
          Approve
        </Action>
        <Action call={decide('rejected')} done={`${title}: rejected.`} kind="danger">
          Reject
        </Action>
      </div>
    </li>
  );
}

function toRecord(owner: string): { readonly collection: string; readonly record: string } {
  const [collection = '', record = ''] = owner.split('/');
  return { collection, record };
}
