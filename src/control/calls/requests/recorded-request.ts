import type { ControlCalls } from '../../context/control-call.ts';
import type { Explanation } from '../../explain/explain-exchange.ts';
import { toExplanationText } from '../../explain/to-text.ts';
import { EXPLANATION, gatherRequest, gatherReversal, REQUEST_CHANGES } from '../../gathered/recorded-request.ts';
import type { NameServer } from '../../../kernel/text/command-url.ts';
import { toMissing } from '../../gathered/requests.ts';

/** Explains one recorded request, lists what it changed, and undoes it. */
export const RECORDED_REQUEST_CALLS = {
  explainRequest: {
    state: 'requests',
    handle: async ({ world, path: { request_id: id }, query: { number }, mediaType }, deps) => {
      const { value: told, missing } = await gatherRequest(EXPLANATION, { world, id, number }, deps);
      const value = nameServer(told, deps.nameServer());
      const print = mediaType === undefined ? undefined : PRINTERS.get(mediaType);
      if (print !== undefined) return { kind: 'success', body: print(value) };
      return { kind: 'success', body: { ...value, ...toMissing(missing) } };
    },
  },
  listRequestChanges: {
    state: 'requests',
    handle: async ({ world, path: { request_id: id }, query: { number } }, deps) => {
      const { value, missing } = await gatherRequest(REQUEST_CHANGES, { world, id, number }, deps);
      return { kind: 'success', body: { ...value, ...toMissing(missing) } };
    },
  },
  revertRequest: {
    state: 'records',
    changes: 'state',
    handle: async ({ world, path: { request_id: id }, query: { number } }, deps) => ({
      kind: 'success',
      body: { reverted: await gatherReversal({ world, id, number }, deps) },
    }),
  },
} satisfies Partial<ControlCalls>;

/** Names the server in the commands of an explanation. It is the one that is asked, whichever replica explains. */
function nameServer(told: Explanation, { inLine, inText }: NameServer): Explanation {
  const { call, remedy } = told;
  return { ...told, call: call === null ? null : inLine(call), remedy: remedy === null ? null : inText(remedy) };
}

/** Explanations other than JSON, by media type. */
const PRINTERS: ReadonlyMap<string, (explanation: Explanation) => string> = new Map([
  ['text/plain', toExplanationText],
]);
