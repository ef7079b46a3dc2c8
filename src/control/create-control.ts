import type { Rule } from '../behaviour/rule/behaviour.ts';
import type { CompiledContract } from '../contract/model/contract.ts';
import type { Logger } from '../kernel/logger.ts';
import { createResponseChecker } from '../pipeline/response/check.ts';
import { createPipeline } from '../pipeline/create-pipeline.ts';
import type { Pipeline } from '../pipeline/exchange/exchange.ts';
import type { Observation } from '../pipeline/exchange/observe.ts';
import type { ControlCallDeps } from './context/control.ts';
import type { Guard } from './guard.ts';
import { CONTROL_RESOURCES } from './resources.ts';
import { toProblemDetails } from './to-problem-details.ts';

/** What a control plane is made of. */
export interface ControlDeps {
  /** Of `control/openapi.yaml`. */
  readonly contract: CompiledContract;
  readonly callDeps: ControlCallDeps;
  readonly guard: Guard;
  readonly logger: Logger;
}

/**
 * The control plane: the same pipeline as any contract's, over its own document, with a guard in front and problem
 * details behind.
 */
export function createControl({ contract, callDeps: tools, guard, logger }: ControlDeps): Pipeline {
  return createPipeline({
    contract,
    platform: undefined,
    rules: collectRules(contract, tools),
    // Its own calls never wait: those that look at a world settle it themselves.
    runDueWork: { isDue: () => false, run: async () => {}, catchUp: async () => {} },
    findWorld: (request) => {
      guard(request);
      return request.findWorld?.() ?? tools.worlds.baseline;
    },
    // Looking at a sandbox that is not there shows what it would begin with, and makes room for none.
    usesSandbox: ({ operation }) => operation.method !== 'GET',
    checker: createResponseChecker(),
    sample: async () => undefined,
    settings: { strict: true, maxBody: MAX_BODY, auth: 'off', token: '' },
    logger,
    reject: toProblemDetails,
    observe: (observation) => {
      tellOfState(observation, tools);
      return undefined;
    },
  });
}

/** Whoever listens hears of what the control plane does to a state. */
function tellOfState({ operation, response, world }: Observation, { recorder: watch }: ControlCallDeps): void {
  const isChange =
    operation !== undefined && operation.method !== 'GET' && response.status < 300 && STATE_TAGS.has(operation.tag);
  if (isChange && world !== undefined)
    watch.publish({ type: 'state', world: world.name, data: { operation_id: operation.id } });
}

/**
 * Throws where the document and the resources do not answer each other: that is a fault of ours, found at every boot.
 */
function collectRules({ operations }: CompiledContract, tools: ControlCallDeps): ReadonlyMap<string, Rule> {
  const rules = new Map(CONTROL_RESOURCES.flatMap((prepare) => Object.entries(prepare(tools))));
  const declared = new Set(operations.map(({ id }) => id));
  const odd = [...declared].filter((id) => !rules.has(id)).concat([...rules.keys()].filter((id) => !declared.has(id)));
  if (odd.length > 0) throw new Error(`The control plane's document and its resources differ: ${odd.join(', ')}.`);
  return rules;
}

const STATE_TAGS: ReadonlySet<string> = new Set(['State', 'Snapshots', 'Clock', 'Scenarios']);
/** A whole state may come in one body. */
const MAX_BODY = 100 * 1024 * 1024;
