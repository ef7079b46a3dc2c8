import type { CompiledContract } from '../../contract/model/contract.ts';
import type { AccessRule, Resource } from '../../contract/model/resource.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';
import { findOwn } from '../../kernel/json/json.ts';
import type { AccessGrant, GrantingOperation, TriedRule } from '../../kernel/outcome.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { Caller } from './caller.ts';
import { isKey } from './record-key.ts';
import { findRelated, meets } from './related.ts';
import { describeTried, fieldOf, findGranting, toSource, type GrantedRule, type Tried } from './describe-tried.ts';

/** Decides what a caller may do with a record. A call without authentication has no caller and may do everything. */
export interface Access {
  /**
   * Returns whether the caller may do `action`: `see`, `edit`, `delete`, or one that the resource's `permits` names.
   * Any other action counts as `edit`. Except for `see`, does not check whether the caller sees the record.
   */
  may(action: string, resource: Resource, record: StoredRecord, viewpoint: Viewpoint): boolean;
  /** Like `may`, and returns what allows it; undefined when nothing does. */
  findGrant(action: string, resource: Resource, record: StoredRecord, viewpoint: Viewpoint): AccessGrant | undefined;
  /** Returns each rule of an action with the values that it looks at and whom it allows, for a rejected request. */
  listRules(action: string, resource: Resource, record: StoredRecord, viewpoint: Viewpoint): readonly TriedRule[];
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
 * and what an index finds for it, so that its cost does not grow with the collection. Rules are compiled at their first
 * use.
 */
export function createAccess(contract: CompiledContract): Access {
  const { resources } = contract;
  const compiled = new Map<Resource, Map<readonly AccessRule[], FindGrant>>();
  const findOf = (rules: readonly AccessRule[], resource: Resource): FindGrant =>
    getOrCreate(
      getOrCreate(compiled, resource, () => new Map<readonly AccessRule[], FindGrant>()),
      rules,
      () => compileRules(rules, resource, { resources, canSee }),
    );
  const canSee: Access['canSee'] = (resource, record, viewpoint) =>
    findOf(resource.visibleTo, resource)(record, viewpoint) !== undefined;
  const findGrant: Access['findGrant'] = (action, resource, record, viewpoint) =>
    findOf(rulesFor(action, resource), resource)(record, viewpoint);
  const granting = new Map<GrantedRule, readonly GrantingOperation[]>();
  const listGranting: Tried['listGranting'] = (rule, resource) =>
    getOrCreate(granting, rule, () => findGranting(rule, resource, contract));
  return {
    may: (action, resource, record, viewpoint) => findGrant(action, resource, record, viewpoint) !== undefined,
    findGrant,
    listRules: (action, resource, record, { reader }) =>
      rulesFor(action, resource).map((rule) =>
        describeTried(rule, { resource, record, reader, resources, listGranting }),
      ),
    canSee,
    isOwner,
  };
}

/** Returns what allows the caller to do something with a record; undefined when nothing does. */
type FindGrant = (record: StoredRecord, viewpoint: Viewpoint) => AccessGrant | undefined;

/** Returns whether a rule allows the caller to do something with a record. */
type Check = (record: StoredRecord, viewpoint: Viewpoint) => boolean;

/** What rules are compiled with. */
interface RuleContext {
  readonly resources: CompiledContract['resources'];
  readonly canSee: Access['canSee'];
}

function compileRules(rules: readonly AccessRule[], resource: Resource, context: RuleContext): FindGrant {
  const compiled = rules.map((rule) => ({
    check: compileRule(rule, resource, context),
    grant: { kind: 'rule' as const, rule: toSource(rule), field: fieldOf(rule, resource) },
  }));
  return function findGrant(record, viewpoint) {
    if (compiled.length === 0) return OPEN;
    if (viewpoint.caller === undefined) return ANONYMOUS;
    for (const { check, grant } of compiled) if (check(record, viewpoint)) return grant;
    return undefined;
  };
}

function compileRule(rule: AccessRule, resource: Resource, context: RuleContext): Check {
  switch (rule.kind) {
    case 'owner':
      return (record, { caller }) => isOwner(resource, record, caller);
    case 'caller':
      return compileIsCaller(rule.relation, resource);
    case 'property':
      return (record) => findOwn(record, rule.property) === rule.equals;
    case 'relation':
      return compileSeesTarget(rule, resource, context);
    case 'granted':
      return compileIsGranted(rule, resource, context);
  }
}

/** Returns the rules that apply to an action. */
export function rulesFor(
  action: string,
  { visibleTo, editableBy, deletableBy, permits }: Resource,
): readonly AccessRule[] {
  if (action === 'see') return visibleTo;
  return action === 'delete' ? deletableBy : (permits.get(action) ?? editableBy);
}

/** Compiles whether the caller sees the record that a key relation refers to. */
function compileSeesTarget(
  { relation: name, where }: Extract<AccessRule, { readonly kind: 'relation' }>,
  resource: Resource,
  { resources, canSee }: RuleContext,
): Check {
  const relation = resource.relations.get(name);
  const related = resources.get(relation?.schema ?? '');
  if (relation?.kind !== 'key' || related === undefined) return deny;
  return (record, viewpoint) => {
    const key = meets(record, where) ? findOwn(record, relation.key) : undefined;
    const target = isKey(key) ? viewpoint.reader.get(related.collection, key) : undefined;
    return target !== undefined && canSee(related, target, viewpoint);
  };
}

/** Compiles whether one of the related records grants the caller access. */
function compileIsGranted(
  { relation: name, to, where }: GrantedRule,
  resource: Resource,
  { resources }: RuleContext,
): Check {
  const relation = resource.relations.get(name);
  const related = resources.get(relation?.schema ?? '');
  if (relation === undefined || related === undefined) return deny;
  const isCaller = compileIsCaller(to, related);
  return (record, viewpoint) => {
    const grants = findRelated(relation, { resource, related, record, reader: viewpoint.reader });
    return grants.some((grant) => meets(grant, where) && isCaller(grant, viewpoint));
  };
}

/** Compiles whether a key relation of a record refers to the caller. */
function compileIsCaller(name: string, { relations }: Resource): Check {
  const relation = relations.get(name);
  if (relation?.kind !== 'key') return deny;
  return (record, { caller }) => caller !== undefined && findOwn(record, relation.key) === caller.key;
}

function deny(): boolean {
  return false;
}

function isOwner(resource: Resource, record: StoredRecord, caller: Caller | undefined): boolean {
  return caller !== undefined && resource.owner !== undefined && findOwn(record, resource.owner.key) === caller.key;
}

const OPEN: AccessGrant = { kind: 'open', rule: null };
const ANONYMOUS: AccessGrant = { kind: 'anonymous', rule: null };
