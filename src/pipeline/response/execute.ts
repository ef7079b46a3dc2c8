import type { ExchangeResponse } from '../exchange/exchange.ts';
import type { Trace } from '../exchange/observe.ts';
import type { Represented, Unmatched, WithPreference } from '../exchange/stages.ts';
import type { PrepareCallbacks } from '../outgoing/create-callbacks.ts';
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
  /** Prepares the callbacks of operations, by operationId; undefined when none may be sent. */
  readonly callbacks?: ReadonlyMap<string, PrepareCallbacks> | undefined;
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
      const prepareCallbacks = deps.callbacks?.get(preferred.operation.id);
      const execution: Execution = { preferred, deps, trace, prepareCallbacks };
      const context = createCommitContext(execution);
      if (trace.evidence !== undefined) trace.evidence.stage = 'source';
      const found = respond(sources, preferred, context);
      const represented = found instanceof Promise ? await found : found;
      const committed = context.findChecked(represented);
      const response = finish(committed ?? checkResponse(represented, execution), execution);
      if (committed === undefined && prepareCallbacks !== undefined)
        await postCallbacks(prepareCallbacks, { preferred, represented, context });
      const canCache = slot !== undefined && represented.text !== undefined && prepareCallbacks === undefined;
      if (canCache && trace.checked !== undefined) {
        slot.store(toCachedResponse(response, preferred, { checked: trace.checked, evidence: trace.evidence }));
        if (trace.evidence !== undefined) trace.evidence.cache = 'stored';
      }
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
    const source = sources[index];
    // A source that leaves the request to the next one is replaced here.
    if (context.trace.evidence !== undefined) context.trace.evidence.source = source?.name;
    const found = source?.respond(preferred, context);
    if (found instanceof Promise)
      return found.then((settled) => settled ?? respond(sources, preferred, context, index + 1));
    if (found !== undefined) return found;
  }
  throw new Error(`No source responds to ${preferred.operation.id}.`);
}

/** Posts the callbacks of a response that no transaction has checked, such as an example. */
async function postCallbacks(prepare: PrepareCallbacks, { preferred, represented, context }: Responded): Promise<void> {
  const post = prepare(preferred, represented);
  if (post !== undefined) await context.commit(post);
}

interface Responded {
  readonly preferred: WithPreference;
  readonly represented: Represented;
  readonly context: SourceContext;
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
