import type { ControlCalls } from '../context/control-call.ts';

/** Lists and decides the approvals that the work of a world waits for. */
export const APPROVAL_CALLS = {
  listApprovals: {
    state: 'records',
    handle: async ({ world }, { platform, dueWork }) => {
      await dueWork.catchUp(world);
      const waiting = platform?.approvals?.list(world.store, world) ?? [];
      return {
        kind: 'success',
        body: {
          approvals: waiting.map(({ askedAt, expiresAt, data, ...others }) => ({
            ...others,
            asked_at: askedAt,
            expires_at: expiresAt,
            data: { ...data },
          })),
        },
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

const LISTED = 'GET /__admin/approvals lists what waits.';
