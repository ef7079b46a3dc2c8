import type { CompiledContract } from '../../contract/model/contract.ts';
import type { AccessRule, FieldConditions, Resource } from '../../contract/model/resource.ts';
import { findOwn } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { Caller } from './caller.ts';
import { isKey } from './record-key.ts';
import { findRelated } from './related.ts';

/** Decides what a caller may do with a record. A call without authentication has no caller and may do everything. */
export interface Access {
  /**
   * Returns whether the caller may do `action`: `see`, `edit`, `delete`, or one that the resource's `permits` names.
   * Any other action counts as `edit`. Except for `see`, does not check whether the caller sees the record.
   */
  may(action: string, resource: Resource, record: StoredRecord, viewpoint: Viewpoint): boolean;
  canSee(resource: Resource, record: StoredRecord, viewpoint: Viewpoint): boolean;
  isOwner(resource: Resource, record: StoredRecord, caller: Caller | undefined): boolean;
}

/** The state that is read, and the caller who reads it. */
export interface Viewpoint {
  readonly reader: StoreReader;
  readonly caller: Caller | undefined;
}

/**
 * Creates access by the contract's `visible_to`, `editable_by`, `deletable_by` and `permits`. A rule reads one record
 * and what an index finds for it, so that its cost does not grow with the collection.
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
        return isCaller(rule.relation, resource, record, viewpoint);
      case 'property':
        return findOwn(record, rule.property) === rule.equals;
      case 'relation': {
        const target = meets(record, rule.where) ? findTarget(rule, resource, record, viewpoint) : undefined;
        return target !== undefined && passes(target.related.visibleTo, target.related, target.other, viewpoint);
      }
      case 'granted':
        return isGranted(rule, resource, record, viewpoint);
    }
  };

  const may: Access['may'] = (action, resource, record, viewpoint) =>
    passes(rulesFor(action, resource), resource, record, viewpoint);
  const { findTarget, isGranted } = createRelationLookups(resources);
  return { may, canSee: (resource, record, viewpoint) => may('see', resource, record, viewpoint), isOwner };
}

/** Returns the rules that apply to an action. */
export function rulesFor(
  action: string,
  { visibleTo, editableBy, deletableBy, permits }: Resource,
): readonly AccessRule[] {
  if (action === 'see') return visibleTo;
  return action === 'delete' ? deletableBy : (permits.get(action) ?? editableBy);
}

type RelationRule = Extract<AccessRule, { readonly kind: 'relation' }>;
type GrantedRule = Extract<AccessRule, { readonly kind: 'granted' }>;
type Lookup<Rule, Result> = (rule: Rule, resource: Resource, record: StoredRecord, viewpoint: Viewpoint) => Result;

interface RelationLookups {
  /** Finds the record to which the rule's key relation refers. */
  readonly findTarget: Lookup<RelationRule, { readonly related: Resource; readonly other: StoredRecord } | undefined>;
  /** Returns whether one of the related records grants the caller access. */
  readonly isGranted: Lookup<GrantedRule, boolean>;
}

function createRelationLookups(resources: CompiledContract['resources']): RelationLookups {
  return {
    findTarget: ({ relation: name }, resource, record, { reader }) => {
      const relation = resource.relations.get(name);
      const related = resources.get(relation?.schema ?? '');
      if (relation?.kind !== 'key' || related === undefined) return undefined;
      const key = findOwn(record, relation.key);
      const other = isKey(key) ? reader.get(related.collection, key) : undefined;
      return other === undefined ? undefined : { related, other };
    },
    isGranted: ({ relation: name, to, where }, resource, record, viewpoint) => {
      const relation = resource.relations.get(name);
      const related = resources.get(relation?.schema ?? '');
      if (relation === undefined || related === undefined) return false;
      const grants = findRelated(relation, { resource, related, record, reader: viewpoint.reader });
      return grants.some((grant) => meets(grant, where) && isCaller(to, related, grant, viewpoint));
    },
  };
}

function isOwner(resource: Resource, record: StoredRecord, caller: Caller | undefined): boolean {
  return caller !== undefined && resource.owner !== undefined && findOwn(record, resource.owner.key) === caller.key;
}

/** Returns whether a key relation of the record refers to the caller. */
function isCaller(name: string, resource: Resource, record: StoredRecord, { caller }: Viewpoint): boolean {
  const relation = resource.relations.get(name);
  return caller !== undefined && relation?.kind === 'key' && findOwn(record, relation.key) === caller.key;
}

function meets(record: StoredRecord, where: FieldConditions): boolean {
  for (const [field, values] of where) if (!values.includes(findOwn(record, field) ?? null)) return false;
  return true;
}
