import type { ExchangeResponse } from '../exchange/exchange.ts';
import type { Trace } from '../exchange/observe.ts';
import type { Represented, Unmatched, WithPreference } from '../exchange/stages.ts';
import type { MatchResult } from '../request/match.ts';
import type { PrepareResponseSource, ResponseSource, SourceContext, SourceDeps } from '../sources/response-source.ts';
import { RESPONSE_SOURCES } from '../sources/response-sources.ts';
import { checkResponse, finish, type CheckDeps, type Execution } from './checked-response.ts';
import { createCommitContext } from './commit.ts';
import { toCachedResponse, type CacheSlot } from './response-cache.ts';
import { send } from './send.ts';

/** The collaborators of the execute stage. */
export interface ExecuteDeps extends CheckDeps, SourceDeps {
  /** The response sources in the order in which they are tried; RESPONSE_SOURCES by default. */
  readonly sources?: readonly PrepareResponseSource[] | undefined;
}

/** The trace that the stage fills in, and the cache slot that it stores the response in. */
export interface ExecutionContext {
  readonly trace: Trace;
  readonly slot: CacheSlot | undefined;
}

/** Makes responses by the response sources. */
export interface Executor {
  /** Executes an operation: the first source that responds ► check ► commit ► send. */
  execute(preferred: WithPreference, context: ExecutionContext): Promise<ExchangeResponse>;
  /**
   * Responds to a request without an operation. Throws its Problem when the contract and the sources do not know it.
   */
  respondToUnmatched(found: Exclude<MatchResult, { kind: 'matched' }>): Promise<ExchangeResponse>;
}

/**
 * Prepares the response sources, and returns the stage that executes operations with them. The response to a write is
 * checked within its transaction, and serialized while the journal stores the changes.
 */
export function createExecutor(deps: ExecuteDeps): Executor {
  const sources = (deps.sources ?? RESPONSE_SOURCES).map((prepare) => prepare(deps));
  return {
    execute: async (preferred, { trace, slot }) => {
      const execution: Execution = { preferred, deps, trace };
      const context = createCommitContext(execution);
      const found = respond(sources, preferred, context);
      const represented = found instanceof Promise ? await found : found;
      const checked = context.findChecked(represented) ?? checkResponse(represented, execution);
      const response = finish(checked, execution);
      const canCache = slot !== undefined && represented.text !== undefined;
      if (canCache && trace.checked !== undefined) slot.store(toCachedResponse(response, preferred, trace.checked));
      return response;
    },
    respondToUnmatched: async (found) =>
      found.kind === 'responded' ? found.response : respondToUnknown(sources, found.unmatched),
  };
}

/**
 * Returns the response of the first source that responds, beginning with the source at `start`. Waits only for a source
 * that returns a promise.
 */
function respond(
  sources: readonly ResponseSource[],
  preferred: WithPreference,
  context: SourceContext,
  start = 0,
): Represented | Promise<Represented> {
  for (let index = start; index < sources.length; index += 1) {
    const found = sources[index]?.respond(preferred, context);
    if (found instanceof Promise)
      return found.then((settled) => settled ?? respond(sources, preferred, context, index + 1));
    if (found !== undefined) return found;
  }
  throw new Error(`No source responds to ${preferred.operation.id}.`);
}

async function respondToUnknown(sources: readonly ResponseSource[], unmatched: Unmatched): Promise<ExchangeResponse> {
  for (const source of sources) {
    const represented = await source.respondToUnknown?.(unmatched);
    if (represented !== undefined) return send({ mediaType: DEFAULT_MEDIA_TYPE, ...represented }, unmatched.request);
  }
  throw unmatched.problem;
}

/** Of a response to an unknown path whose source names none. */
const DEFAULT_MEDIA_TYPE = 'application/json';
