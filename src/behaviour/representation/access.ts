import type { CompiledContract } from '../../contract/model/contract.ts';
import type { AccessRule, FieldConditions, Resource } from '../../contract/model/resource.ts';
import { findOwn } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { Caller } from './caller.ts';
import { isKey } from './record-key.ts';
import { findRelated } from './related.ts';

/** Who may do what with which record. Without a caller (the contract asks for no authentication) everybody may. */
export interface Access {
  /**
   * `see`, `edit`, `delete`, or what the resource's `permits` names; an action that it does not name is as `edit`. It
   * says nothing of whether the caller sees the record.
   */
  may(action: string, resource: Resource, record: StoredRecord, viewpoint: Viewpoint): boolean;
  canSee(resource: Resource, record: StoredRecord, viewpoint: Viewpoint): boolean;
  isOwner(resource: Resource, record: StoredRecord, caller: Caller | undefined): boolean;
}

/** The state that is looked at, and by whom. */
export interface Viewpoint {
  readonly reader: StoreReader;
  readonly caller: Caller | undefined;
}

/**
 * Access as the contract's `visible_to`, `editable_by`, `deletable_by` and `permits` say it. No rule looks at more than
 * one record and what an index finds of it.
 */
export function createAccess({ resources }: CompiledContract): Access {
  const passes = (
    rules: readonly AccessRule[],
    resource: Resource,
    record: StoredRecord,
    viewpoint: Viewpoint,
  ): boolean =>
    rules.length === 0 ||
    viewpoint.caller === undefined ||
    rules.some((rule) => passesOne(rule, resource, record, viewpoint));

  const passesOne = (rule: AccessRule, resource: Resource, record: StoredRecord, viewpoint: Viewpoint): boolean => {
    switch (rule.kind) {
      case 'owner':
        return isOwner(resource, record, viewpoint.caller);
      case 'caller':
        return isNamed(rule.relation, resource, record, viewpoint);
      case 'property':
        return findOwn(record, rule.property) === rule.equals;
      case 'relation':
        return meets(record, rule.where) && canSeeRelated(rule.relation, resource, record, viewpoint);
      case 'granted':
        return isGranted(rule, resource, record, viewpoint);
    }
  };

  const canSeeRelated = (name: string, resource: Resource, record: StoredRecord, viewpoint: Viewpoint): boolean => {
    const relation = resource.relations.get(name);
    const related = resources.get(relation?.schema ?? '');
    if (relation?.kind !== 'key' || related === undefined) return false;
    const key = findOwn(record, relation.key);
    const other = isKey(key) ? viewpoint.reader.get(related.collection, key) : undefined;
    return other !== undefined && passes(related.visibleTo, related, other, viewpoint);
  };

  const isGranted = (
    { relation: name, to, where }: GrantedRule,
    resource: Resource,
    record: StoredRecord,
    viewpoint: Viewpoint,
  ): boolean => {
    const relation = resource.relations.get(name);
    const granting = resources.get(relation?.schema ?? '');
    if (relation === undefined || granting === undefined) return false;
    const grants = findRelated(relation, { resource, related: granting, record, reader: viewpoint.reader });
    return grants.some((grant) => meets(grant, where) && isNamed(to, granting, grant, viewpoint));
  };

  const may: Access['may'] = (action, resource, record, viewpoint) =>
    passes(rulesFor(action, resource), resource, record, viewpoint);
  return { may, canSee: (resource, record, viewpoint) => may('see', resource, record, viewpoint), isOwner };
}

/** The rules that an action goes by. */
export function rulesFor(
  action: string,
  { visibleTo, editableBy, deletableBy, permits }: Resource,
): readonly AccessRule[] {
  if (action === 'see') return visibleTo;
  return action === 'delete' ? deletableBy : (permits.get(action) ?? editableBy);
}

type GrantedRule = Extract<AccessRule, { readonly kind: 'granted' }>;

function isOwner(resource: Resource, record: StoredRecord, caller: Caller | undefined): boolean {
  return caller !== undefined && resource.owner !== undefined && findOwn(record, resource.owner.key) === caller.key;
}

function isNamed(name: string, resource: Resource, record: StoredRecord, { caller }: Viewpoint): boolean {
  const relation = resource.relations.get(name);
  return caller !== undefined && relation?.kind === 'key' && findOwn(record, relation.key) === caller.key;
}

function meets(record: StoredRecord, where: FieldConditions): boolean {
  for (const [field, values] of where) if (!values.includes(findOwn(record, field) ?? null)) return false;
  return true;
}
