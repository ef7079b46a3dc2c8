import type { AuthenticationSettings, Platform } from '../../behaviour/platform.ts';
import type { Authenticated, Matched } from '../exchange/stages.ts';
import type { Trace } from '../exchange/observe.ts';
import { createAuthenticate } from './authenticate.ts';
import type { RateLimit } from './rate-limit.ts';

/** What requests are identified with. */
export interface IdentifyDeps {
  readonly platform: Platform | undefined;
  readonly settings: AuthenticationSettings;
  readonly rateLimit?: RateLimit | undefined;
}

/**
 * Returns the stage that finds the caller of a request, rejects forged requests, and limits how many each caller may
 * send. It notes in the trace what the response says of the limit.
 */
export function createIdentify(deps: IdentifyDeps): (matched: Matched, trace: Trace) => Authenticated {
  const { platform, settings, rateLimit } = deps;
  const authenticate = createAuthenticate(platform, settings);
  const csrf = platform?.csrf;
  return function identify(matched, trace) {
    // As it was sent: what a rate limit reads of it does not decide what the response depends on.
    const { request } = trace;
    trace.operation = matched.operation;
    const authenticated = authenticate(matched);
    csrf?.check({ ...authenticated, method: request.method, headers: request.headers });
    trace.rateHeaders = rateLimit?.count({ request, world: matched.world, caller: authenticated.caller });
    return authenticated;
  };
}
