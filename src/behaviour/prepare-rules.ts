import type { BehaviourName, CompiledContract, Operation } from '../contract/contract.ts';
import { findOwn } from '../kernel/json.ts';
import { createAccess } from './access.ts';
import type { PrepareRule, Rule, RuleTools, SampleSchema } from './behaviour.ts';
import { prepareCreate } from './create.ts';
import { prepareDelete } from './delete.ts';
import { prepareExample } from './example.ts';
import { COLLECTION_RULES } from './inferred/collection-rules.ts';
import { prepareList } from './list.ts';
import type { Platform } from './platform.ts';
import { createRepresenter } from './representer.ts';
import { prepareRetrieve } from './retrieve.ts';
import { prepareUpdate } from './update.ts';

/** The rule of every operation, by operationId: the platform's own where it has one, else the generic one. */
export function prepareRules(
  contract: CompiledContract,
  platform: Platform | undefined,
  sample: SampleSchema = nothing,
): ReadonlyMap<string, Rule> {
  const tools = createRuleTools(contract, sample);
  return new Map(
    contract.operations.map((operation) => [
      operation.id,
      (findOwn(platform?.rules ?? {}, operation.id) ?? findRule(operation))(operation, tools),
    ]),
  );
}

/** What rules of a contract are built with. */
export function createRuleTools(contract: CompiledContract, sample: SampleSchema = nothing): RuleTools {
  const access = createAccess(contract);
  return { contract, access, sample, representer: createRepresenter(contract, access) };
}

function findRule({ behaviour, collection }: Operation): PrepareRule {
  return collection === undefined || behaviour === 'example' ? GENERIC_RULES[behaviour] : COLLECTION_RULES[behaviour];
}

function nothing(): undefined {}

const GENERIC_RULES: Readonly<Record<BehaviourName, PrepareRule>> = {
  list: prepareList,
  create: prepareCreate,
  retrieve: prepareRetrieve,
  update: prepareUpdate,
  delete: prepareDelete,
  example: prepareExample,
};
