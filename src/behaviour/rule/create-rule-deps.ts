import type { CompiledContract } from '../../contract/model/contract.ts';
import { createAccess } from '../representation/access.ts';
import type { RuleDeps, SampleSchema } from './behaviour.ts';
import { createPlanner } from '../representation/plan.ts';
import { createRepresenter } from '../representation/representer.ts';
import { createPresenter } from '../representation/text/presenter.ts';

/** Creates what the rules of a contract are prepared with. `cache` keeps representations across requests. */
export function createRuleDeps(contract: CompiledContract, sample: SampleSchema = nothing, cache = false): RuleDeps {
  const access = createAccess(contract);
  const planner = createPlanner(contract, access);
  return {
    contract,
    access,
    sample,
    representer: createRepresenter(planner),
    presenter: createPresenter(planner, cache),
  };
}

function nothing(): undefined {}
