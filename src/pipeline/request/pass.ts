import { prepareFieldChecks } from '../../behaviour/prepare-field-checks.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Evidence } from '../exchange/evidence.ts';
import { createFactsOf } from '../exchange/operation-facts.ts';
import type { Trace } from '../exchange/observe.ts';
import type { Matched, Validated, WithPreference } from '../exchange/stages.ts';
import { WriteLog } from '../exchange/write-log.ts';
import { isAuthenticated } from './authenticate.ts';
import { createIdentify, type IdentifyDeps } from './identify.ts';
import { createNegotiate } from './negotiate.ts';
import { prefer } from './prefer.ts';
import { createValidate, type ValidateDeps } from './validate.ts';

/** What the stages between matching and the faults work with. */
export interface PassDeps
  extends IdentifyDeps, Omit<ValidateDeps, 'fieldCheckOf' | 'settings' | 'contract' | 'platform'> {
  readonly contract: CompiledContract;
  readonly settings: IdentifyDeps['settings'] & ValidateDeps['settings'];
  /** Returns whether a valid request creates its sandbox. By default a request does when it is authenticated. */
  readonly usesSandbox?: (validated: Validated) => boolean;
}

/** Passes a matched request through the stages before the faults. Each notes what it decided in the evidence. */
export type Pass = (matched: Matched, trace: Trace, evidence: Evidence) => Promise<WithPreference>;

/** Creates the stages authenticate ► validate ► negotiate ► prefer as one function. */
export function createPass(deps: PassDeps): Pass {
  const identify = createIdentify(deps);
  const validate = createValidate({ ...deps, fieldCheckOf: prepareFieldChecks(deps.contract, deps.platform) });
  const negotiate = createNegotiate(deps.contract);
  const factsOf = createFactsOf(deps.contract, deps.platform?.rules);
  const enters = deps.usesSandbox === undefined;
  return async function pass(matched, trace, evidence) {
    const { operation, request } = matched;
    evidence.operation = factsOf(operation);
    if (operation.method !== 'GET') evidence.writes = new WriteLog();
    evidence.stage = 'authenticate';
    const authenticated = identify(matched, trace);
    evidence.caller = authenticated.caller;
    if (enters && isAuthenticated(authenticated) && request.enterWorld !== undefined) await request.enterWorld();
    evidence.stage = 'validate';
    // It is released whatever follows.
    const checked = await validate(authenticated, (upload) => {
      trace.upload = upload;
    });
    evidence.stage = 'negotiate';
    const validated = negotiate(checked);
    if (deps.usesSandbox?.(validated) === true) await request.enterWorld?.();
    trace.validated = validated;
    trace.operation = validated.operation;
    evidence.stage = 'prefer';
    const preferred = prefer(validated);
    evidence.preference = preferred.preference;
    return preferred;
  };
}
