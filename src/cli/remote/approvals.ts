import type { components } from '../../control/wire/control.generated.ts';
import { toTable } from '../terminal/text-table.ts';
import { RefusedError, toRefusedError } from './refused-error.ts';
import { onlyGiven, take, type ServerCall, type Shown } from './run-remote.ts';

/** A page of the work that waits for a person. */
interface Waiting {
  readonly approvals: readonly components['schemas']['Approval'][];
  readonly total: number;
}

type Decision = components['schemas']['ApprovalDecision']['decision'];
type DecisionCall = ServerCall<{ readonly by: string | undefined }>;

/** Lists the work of a world that waits for a person, the oldest first. */
export async function listApprovals(call: Pick<ServerCall, 'control' | 'config'>): Promise<Shown> {
  const data = await readWaiting(call);
  return { data, text: toText(data) };
}

/** Approves work that waits. */
export async function approve(call: DecisionCall): Promise<Shown> {
  return decide(call, 'approved');
}

/** Rejects work that waits. */
export async function reject(call: DecisionCall): Promise<Shown> {
  return decide(call, 'rejected');
}

/** Decides work that waits. When none has the id, the error lists what waits. */
async function decide(
  { control, config, operands: [id = ''], options: { by } }: DecisionCall,
  decision: Decision,
): Promise<Shown> {
  const { data, error } = await control.POST('/__admin/approvals/{approval}', {
    params: { path: { approval: id } },
    body: { decision, ...onlyGiven({ by }) },
  });
  if (error === undefined) {
    const person = data.by === null ? '' : ` by ${data.by}`;
    return { data, text: `${id} is ${data.decision}${person}: ${data.owner} goes on.\n` };
  }
  const refused = toRefusedError(error, config);
  if (error.kind !== 'not_found' || error.code === undefined) throw refused;
  const waiting = await readWaiting({ control, config });
  throw new RefusedError(`${refused.message}\n${toText(waiting).trimEnd()}`, refused.body);
}

function readWaiting({ control, config }: Pick<ServerCall, 'control' | 'config'>): Promise<Waiting> {
  return take(control.GET('/__admin/approvals', { params: { query: { limit: MAX_LISTED } } }), config);
}

function toText({ approvals, total }: Waiting): string {
  if (approvals.length === 0) return 'Nothing waits for an approval.\n';
  const rows = approvals.map(({ id, title, step, assignee, expires_at, owner }) => [
    id,
    title,
    step,
    assignee,
    expires_at,
    owner,
  ]);
  const rest = total > approvals.length ? `${approvals.length} of ${total}.\n` : '';
  return `${toTable(['id', 'title', 'step', 'assignee', 'expires_at', 'owner'], rows)}${rest}`;
}

/** The most that the control plane lists at once. */
const MAX_LISTED = 1000;
