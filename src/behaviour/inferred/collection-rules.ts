import type { BehaviourName } from '../../contract/model/contract.ts';
import type { PrepareRule } from '../rule/behaviour.ts';
import { prepareCreateItem } from './create-item.ts';
import { prepareDeleteItem } from './delete-item.ts';
import { prepareListItems } from './list-items.ts';
import { prepareRetrieveItem } from './retrieve-item.ts';
import { prepareUpdateItem } from './update-item.ts';

/** The rules for operations on inferred collections. */
export const COLLECTION_RULES: Readonly<Record<Exclude<BehaviourName, 'example'>, PrepareRule>> = {
  list: prepareListItems,
  create: prepareCreateItem,
  retrieve: prepareRetrieveItem,
  update: prepareUpdateItem,
  delete: prepareDeleteItem,
};
