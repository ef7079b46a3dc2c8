import type { CompiledContract } from '../../contract/model/contract.ts';
import { createAccess } from '../representation/access.ts';
import type { RuleDeps, SampleSchema } from './behaviour.ts';
import { createPresenter } from '../representation/presenter.ts';
import { createRepresenter } from '../representation/representer.ts';

/** Creates what the rules of a contract are prepared with. `cache` keeps representations across requests. */
export function createRuleDeps(contract: CompiledContract, sample: SampleSchema = nothing, cache = false): RuleDeps {
  const access = createAccess(contract);
  const representer = createRepresenter(contract, access);
  return { contract, access, sample, representer, presenter: createPresenter(representer, cache) };
}

function nothing(): undefined {}
