import { useState } from 'preact/hooks';
import { toPath } from '../../api/call.ts';
import type { Approval } from '../../api/types.ts';
import { useConsole } from '../../state/console.ts';
import { Action } from '../../ui/action.tsx';
import { Badge, toWordTone } from '../../ui/badge.tsx';
import { toLocalTime } from '../../ui/format.ts';
import { JsonTree } from '../../ui/values/json-tree.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Link } from '../../ui/link.tsx';
import { listFirst, type Decision, type ListedApproval } from './keep-decided.ts';
import type { Approvals } from './use-approvals.ts';

/**
 * What waits until a person decides: the first ones, and a button that shows the others. A decision opens the run where
 * that is beside the list; elsewhere the name of the workflow leads to it.
 */
export function ApprovalsPanel({ approvals }: { readonly approvals: Approvals }) {
  const { setParams } = useConsole();
  const [isWhole, setWhole] = useState(false);
  const { listed, unlisted, hideDecided } = approvals;
  const onDecided: Approvals['onDecided'] = (approval, decision) => {
    approvals.onDecided(approval, decision);
    if (matchMedia(HAS_PLACE).matches) setParams({ run: toRun(approval) });
  };
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
      <ApprovalList listed={isWhole ? listed : first} onDecided={onDecided} isLinked />
      {listed.length === first.length ? null : (
        <button type="button" class="button quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Fewer' : `${listed.length - first.length} more`}
        </button>
      )}
    </Panel>
  );
}

interface ListProps extends Pick<Approvals, 'listed' | 'onDecided'> {
  /** Whether the names of the workflows lead to their runs. */
  readonly isLinked?: boolean;
}

/** Approvals, each with its data and two buttons, or what has been decided. */
export function ApprovalList({ listed, ...rest }: ListProps) {
  return (
    <ul class="approval-list">
      {listed.map((one) => (
        <ApprovalRow key={one.approval.id} listed={one} {...rest} />
      ))}
    </ul>
  );
}

interface RowProps extends Omit<ListProps, 'listed'> {
  readonly listed: ListedApproval;
}

function ApprovalRow({ listed: { approval, decision }, onDecided, isLinked = false }: RowProps) {
  const { title, step, assignee, asked_at: askedAt, expires_at: expiresAt, data } = approval;
  return (
    <li>
      <div class="grow">
        <b>
          {isLinked ? (
            <Link screen="runs" params={{ run: toRun(approval) }}>
              {title}
            </Link>
          ) : (
            title
          )}
        </b>{' '}
        <span class="muted">at the step {step}</span>
        <p class="muted asked">
          <span>
            {assignee === null ? 'Anyone may decide' : `${assignee} is asked`} since {toLocalTime(askedAt)}
            {expiresAt === null ? '' : `, until ${toLocalTime(expiresAt)}`}
          </span>
          {decision === undefined ? null : <span>Asked {toLocalTime(askedAt)}</span>}
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

/** Returns the key of the run that waits. */
function toRun({ owner }: Approval): string {
  return owner.slice(owner.indexOf('/') + 1);
}

/** How many are shown at first. */
const FIRST = 3;
/** Where a run is shown beside the list, as in the style sheet. */
const HAS_PLACE = '(min-width: 1001px)';
