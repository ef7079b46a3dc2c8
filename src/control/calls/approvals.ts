import type { WaitingApproval } from '../../behaviour/world-approvals.ts';
import type { ControlCalls } from '../context/control-call.ts';
import type { WireSchema } from '../wire/wire-types.ts';

/** Lists and decides the approvals that the work of a world waits for. */
export const APPROVAL_CALLS = {
  listApprovals: {
    state: 'records',
    handle: async ({ world, query: { after = 0, limit = DEFAULT_LIMIT } }, { platform, dueWork }) => {
      await dueWork.catchUp(world);
      const waiting = platform?.approvals?.list(world.store, world) ?? [];
      const end = after + limit;
      const approvals = waiting.slice(after, end).map(toBody);
      return {
        kind: 'success',
        body: { approvals, total: waiting.length, next: end < waiting.length ? end : null },
      };
    },
  },
  decideApproval: {
    state: 'records',
    changes: 'state',
    handle: async ({ world, path: { approval: id }, body: { decision, by } }, { platform, dueWork }) => {
      await dueWork.catchUp(world);
      const isApproved = decision === 'approved';
      const decided = await world.store.transaction((transaction) =>
        platform?.approvals?.decide(transaction, { id }, { isApproved, by }, world),
      );
      if (decided === undefined)
        return { kind: 'not_found', model: 'Approval', key: id, message: `Nothing with the id ${id} waits. ${LISTED}` };
      await dueWork.catchUp(world);
      return { kind: 'success', body: { id, decision, ...decided } };
    },
  },
} satisfies Partial<ControlCalls>;

function toBody({ askedAt, expiresAt, data, ...others }: WaitingApproval): WireSchema<'Approval'> {
  return { ...others, asked_at: askedAt, expires_at: expiresAt, data: { ...data } };
}

const DEFAULT_LIMIT = 100;
const LISTED = 'GET /__admin/approvals lists what waits.';
