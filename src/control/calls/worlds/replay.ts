import type { ControlCalls } from '../../context/control-call.ts';
import { findRecorded, locateRequest, toNumbers } from '../../gathered/locate-request.ts';
import { forwardReplay } from '../../replay/forward-replay.ts';
import { replayExchange } from '../../replay/replay-exchange.ts';

/** Sends recorded requests again. */
export const REPLAY_CALLS = {
  replayRequest: {
    state: 'requests',
    handle: async ({ world, path: { request_id: id }, query: { number }, body: { sandbox } = {} }, deps) => {
      const located = await locateRequest({ world, id, number }, deps);
      const exchange = findRecorded(world, { request_id: id, ...toNumbers(located) }, deps);
      const report =
        exchange === undefined
          ? await forwardReplay({ world, id, number, owner: located?.replica, sandbox }, deps)
          : await replayExchange(exchange, { source: world, sandbox }, deps);
      if (report === undefined) return { kind: 'not_found', model: 'Request', key: id, message: toMissing(id) };
      return { kind: 'success', body: report };
    },
  },
} satisfies Partial<ControlCalls>;

function toMissing(id: string): string {
  return `This world has no recorded request ${JSON.stringify(id)}: it was evicted or deleted, or another world has it. GET /__admin/requests lists them.`;
}
