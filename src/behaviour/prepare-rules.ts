import type { BehaviourName, CompiledContract, Operation } from '../contract/model/contract.ts';
import { findOwn } from '../kernel/json/json.ts';
import type { PrepareRule, Rule, SampleSchema } from './rule/behaviour.ts';
import { createRuleDeps } from './rule/create-rule-deps.ts';
import { prepareCreate } from './resource/create.ts';
import { prepareDelete } from './resource/delete.ts';
import { prepareExample } from './inferred/example.ts';
import { COLLECTION_RULES } from './inferred/collection-rules.ts';
import { prepareList } from './list/list.ts';
import type { Platform } from './platform.ts';
import { prepareRetrieve } from './resource/retrieve.ts';
import { prepareUpdate } from './resource/update.ts';

/** How rules are prepared. */
export interface RuleOptions {
  readonly sample?: SampleSchema;
  /** Whether what was written for one request is kept for the next; by default it is not. */
  readonly cache?: boolean;
}

/** The rule of every operation, by operationId: the platform's own where it has one, else the generic one. */
export function prepareRules(
  contract: CompiledContract,
  platform: Platform | undefined,
  { sample, cache }: RuleOptions = {},
): ReadonlyMap<string, Rule> {
  const tools = createRuleDeps(contract, sample, cache);
  return new Map(
    contract.operations.map((operation) => [
      operation.id,
      (findOwn(platform?.rules ?? {}, operation.id) ?? findRule(operation))(operation, tools),
    ]),
  );
}

function findRule({ behaviour, collection }: Operation): PrepareRule {
  return collection === undefined || behaviour === 'example' ? GENERIC_RULES[behaviour] : COLLECTION_RULES[behaviour];
}

const GENERIC_RULES: Readonly<Record<BehaviourName, PrepareRule>> = {
  list: prepareList,
  create: prepareCreate,
  retrieve: prepareRetrieve,
  update: prepareUpdate,
  delete: prepareDelete,
  example: prepareExample,
};
