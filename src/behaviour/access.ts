import type { CompiledContract } from '../contract/contract.ts';
import type { AccessRule, Resource } from '../contract/resource.ts';
import { findOwn } from '../kernel/json.ts';
import type { StoredRecord, StoreReader } from '../store/store.ts';
import type { Caller } from './behaviour.ts';
import { isKey } from './record-key.ts';

/** Who may see and change which record. Without a caller (the contract asks for no authentication) everybody may. */
export interface Access {
  canSee(resource: Resource, record: StoredRecord, viewpoint: Viewpoint): boolean;
  canEdit(resource: Resource, record: StoredRecord, viewpoint: Viewpoint): boolean;
  isOwner(resource: Resource, record: StoredRecord, caller: Caller | undefined): boolean;
}

/** The state that is looked at, and by whom. */
export interface Viewpoint {
  readonly reader: StoreReader;
  readonly caller: Caller | undefined;
}

/** Access as the contract's `visible_to` and `editable_by` say it. */
export function createAccess({ resources }: CompiledContract): Access {
  const passes = (rules: readonly AccessRule[], resource: Resource, record: StoredRecord, viewpoint: Viewpoint): boolean =>
    rules.length === 0 || viewpoint.caller === undefined || rules.some((rule) => passesOne(rule, resource, record, viewpoint));

  const passesOne = (rule: AccessRule, resource: Resource, record: StoredRecord, viewpoint: Viewpoint): boolean => {
    if (rule.kind === 'owner') return isOwner(resource, record, viewpoint.caller);
    if (rule.kind === 'property') return findOwn(record, rule.property) === rule.equals;
    return canSeeRelated(rule.relation, resource, record, viewpoint);
  };

  const canSeeRelated = (name: string, resource: Resource, record: StoredRecord, viewpoint: Viewpoint): boolean => {
    const relation = resource.relations.get(name);
    const related = resources.get(relation?.schema ?? '');
    if (relation?.kind !== 'key' || related === undefined) return false;
    const key = findOwn(record, relation.key);
    const other = isKey(key) ? viewpoint.reader.get(related.collection, key) : undefined;
    return other !== undefined && passes(related.visibleTo, related, other, viewpoint);
  };

  return {
    canSee: (resource, record, viewpoint) => passes(resource.visibleTo, resource, record, viewpoint),
    canEdit: (resource, record, viewpoint) => passes(resource.editableBy, resource, record, viewpoint),
    isOwner,
  };
}

function isOwner(resource: Resource, record: StoredRecord, caller: Caller | undefined): boolean {
  return caller !== undefined && resource.owner !== undefined && findOwn(record, resource.owner.key) === caller.key;
}
