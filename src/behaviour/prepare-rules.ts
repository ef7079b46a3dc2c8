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

/** Options for `prepareRules`. */
export interface RuleOptions {
  /** Generates missing values. By default none are generated. */
  readonly sample?: SampleSchema;
  /** Caches representations across requests. Defaults to false. */
  readonly cache?: boolean;
}

/** Prepares the rule of every operation, by operationId: the platform's own if it has one, else the generic one. */
export function prepareRules(
  contract: CompiledContract,
  platform: Platform | undefined,
  { sample, cache }: RuleOptions = {},
): ReadonlyMap<string, Rule> {
  const deps = createRuleDeps(contract, sample, cache);
  return new Map(
    contract.operations.map((operation) => [
      operation.id,
      (findOwn(platform?.rules ?? {}, operation.id) ?? findRule(operation))(operation, deps),
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
