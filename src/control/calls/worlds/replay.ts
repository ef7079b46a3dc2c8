import type { ControlCalls } from '../../context/control-call.ts';
import { findRecorded, locateRequest, toMissingProblem, toNumbers } from '../../gathered/locate-request.ts';
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
      if (report === undefined) throw toMissingProblem({ world, id }, [], deps);
      return { kind: 'success', body: report };
    },
  },
} satisfies Partial<ControlCalls>;
