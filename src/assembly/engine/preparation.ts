import type { CompiledContract } from '../../contract/model/contract.ts';
import { createSlices } from '../../kernel/turns.ts';

/** What a replica does before a load balancer sends it requests. */
export interface Preparation {
  readonly isRunning: boolean;
  /** Compiles the validators of a contract, for as long as `goesOn`. Other work gets a turn between two of them. */
  run(contract: Pick<CompiledContract, 'compileEachValidator'>, goesOn: () => boolean): Promise<void>;
}

/**
 * Creates the preparation of a replica. One process alone compiles each validator when a request first needs it. To a
 * replica that returns, a load balancer sends the requests of many clients together, and all of them would wait.
 */
export function createPreparation(): Preparation {
  let isRunning = false;
  return {
    get isRunning() {
      return isRunning;
    },
    run: async ({ compileEachValidator }, goesOn) => {
      isRunning = true;
      const slices = createSlices();
      const steps = compileEachValidator()[Symbol.iterator]();
      while (goesOn() && steps.next().done !== true) await slices.pause();
      isRunning = false;
    },
  };
}
