import type { Rule } from '../behaviour/rule/behaviour.ts';
import type { CompiledContract } from '../contract/model/contract.ts';
import type { Logger } from '../kernel/logger.ts';
import { createResponseChecker } from '../pipeline/response/check.ts';
import { createPipeline } from '../pipeline/create-pipeline.ts';
import type { Pipeline } from '../pipeline/exchange/exchange.ts';
import type { ControlCallDeps } from './context/control.ts';
import { toControlRules } from './context/control-call.ts';
import { CONTROL_CALLS } from './control-calls.ts';
import type { Guard } from './guard.ts';
import type { ControlCallId } from './wire/wire-types.ts';
import { createSuggestNames } from './suggest-names.ts';
import { toProblemDetails } from './to-problem-details.ts';

/** Dependencies of the control plane. */
export interface ControlDeps {
  /** The contract of the control plane itself, from `control/openapi.yaml`. */
  readonly contract: CompiledContract;
  readonly callDeps: ControlCallDeps;
  readonly guard: Guard;
  readonly logger: Logger;
}

/**
 * Creates the control plane: the pipeline over its own document, with a guard before it and problem details as errors.
 */
export function createControl({ contract, callDeps, guard, logger }: ControlDeps): Pipeline {
  const suggestNames = createSuggestNames(contract);
  return createPipeline({
    contract,
    platform: undefined,
    rules: collectRules(contract, callDeps),
    // Calls that read a world run its due work themselves.
    dueWork: { isDue: () => false, run: async () => {}, catchUp: async () => {}, watch: () => () => {} },
    findWorld: (request) => {
      guard(request);
      return request.findWorld?.() ?? callDeps.worlds.baseline;
    },
    // A GET of a sandbox that does not exist shows its initial state without creating it. Another replica only asks.
    usesSandbox: ({ operation }) => operation.method !== 'GET' && operation.id !== PART_CALL,
    checker: createResponseChecker(),
    sample: async () => undefined,
    settings: { strict: true, noTrim: true, maxBody: MAX_BODY, auth: 'off', token: '' },
    logger,
    reject: (rejection) => toProblemDetails({ ...rejection, problem: suggestNames(rejection) }, callDeps.nameServer()),
  });
}

/** Returns the rules of all calls. Throws when they and the document do not match, which is a bug. */
function collectRules({ operations }: CompiledContract, callDeps: ControlCallDeps): ReadonlyMap<string, Rule> {
  const rules = toControlRules(CONTROL_CALLS, callDeps);
  const declared = new Set(operations.map(({ id }) => id));
  const unmatched = [...declared, ...rules.keys()].filter((id) => !declared.has(id) || !rules.has(id));
  if (unmatched.length > 0)
    throw new Error(
      `The control plane's document and its calls differ: ${unmatched.join(', ')}. Run "npm run spec:types"; the compiler then reports each call that is missing.`,
    );
  return rules;
}

/** The call by which replicas ask each other. */
const PART_CALL: ControlCallId = 'collectReplicaPart';
/** Bytes. One body may hold a complete state. */
const MAX_BODY = 100 * 1024 * 1024;
