import type { CompiledContract } from '../../contract/model/contract.ts';
import type { AccessRule, Relation, Resource } from '../../contract/model/resource.ts';
import { findOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { GrantingOperation, TriedRule } from '../../kernel/outcome.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import { getKey, nameRecord } from './record-key.ts';
import { findRelated, meets } from './related.ts';

/** A record whose rules are listed, and what its relations are followed with. */
export interface Tried extends Pick<CompiledContract, 'resources'> {
  readonly resource: Resource;
  readonly record: StoredRecord;
  readonly reader: StoreReader;
  readonly listGranting: (rule: GrantedRule, resource: Resource) => readonly GrantingOperation[];
}

/** Returns the values that a rule looks at, and whom it allows. Slow: it is for requests that were rejected. */
export function describeTried(rule: AccessRule, tried: Tried): TriedRule {
  const { record, resource } = tried;
  const fields = [
    fieldOf(rule, resource) ?? [],
    'where' in rule && rule.kind === 'relation' ? [...rule.where.keys()] : [],
  ];
  const found: JsonObject = Object.fromEntries(fields.flat().map((name) => [name, findOwn(record, name) ?? null]));
  const grantedBy = rule.kind === 'granted' ? { grantedBy: tried.listGranting(rule, resource) } : {};
  return { rule: toSource(rule), found, ...listAllowed(rule, tried), ...grantedBy };
}

/** Returns whom a rule allows, as phrases, and the keys of the users among them where it names users. */
function listAllowed(rule: AccessRule, tried: Tried): Pick<TriedRule, 'allows' | 'users'> {
  const { record } = tried;
  if (rule.kind === 'property')
    return { allows: findOwn(record, rule.property) === rule.equals ? ['everyone'] : [], users: [] };
  const ends = findEnds(rule.kind === 'owner' ? tried.resource.owner : rule.relation, tried);
  if (rule.kind === 'relation') {
    const seen = meets(record, rule.where) ? ends : [];
    return { allows: seen.map((end) => `a user who may see ${toPhrase(end)}`), users: [] };
  }
  const users =
    rule.kind === 'granted'
      ? ends
          .filter((grant) => meets(grant.record, rule.where))
          .flatMap((grant) => findEnds(rule.to, { ...tried, ...grant }))
      : ends;
  const listed = users.slice(0, MAX_ALLOWED);
  return { allows: listed.map(toPhrase), users: listed.map((user) => getKey(user.resource, user.record)) };
}

/** Returns the records to which a relation leads, each with its resource. */
function findEnds(
  name: Relation | string | undefined,
  { resource, record, reader, resources }: Tried,
): readonly Pick<Tried, 'resource' | 'record'>[] {
  const relation = typeof name === 'string' ? resource.relations.get(name) : name;
  const related = resources.get(relation?.schema ?? '');
  if (relation === undefined || related === undefined) return [];
  return findRelated(relation, { resource, related, record, reader }).map((other) => ({
    resource: related,
    record: other,
  }));
}

function toPhrase({ resource: { collection, key }, record }: Pick<Tried, 'resource' | 'record'>): string {
  return nameRecord(collection, findOwn(record, key) ?? null, record);
}

/** Returns the operations that create a related record for one that their path names, and respond with it. */
export function findGranting(
  { relation: name }: GrantedRule,
  { relations }: Resource,
  { resources, operations }: CompiledContract,
): readonly GrantingOperation[] {
  const relation = relations.get(name);
  if (relation?.kind !== 'foreign') return [];
  const related = resources.get(relation.schema);
  return operations
    .filter(
      (operation) =>
        operation.method === 'POST' &&
        operation.resource === related &&
        operation.parameters.some((parameter) => parameter.in === 'path' && parameter.name === relation.foreignKey),
    )
    .map(({ id, method, path }) => ({ id, method, path }));
}

/** Returns a rule as the contract writes it. */
export function toSource(rule: AccessRule): JsonValue {
  if (rule.kind === 'owner') return 'owner';
  if (rule.kind === 'property') return { property: rule.property, equals: rule.equals };
  if (rule.kind === 'caller') return { caller: rule.relation };
  const where = rule.where.size === 0 ? {} : { where: Object.fromEntries(rule.where) };
  return rule.kind === 'relation'
    ? { relation: rule.relation, ...where }
    : { granted_by: rule.relation, to: rule.to, ...where };
}

/** Returns the field of a record that a rule reads. */
export function fieldOf(rule: AccessRule, { owner, relations }: Resource): string | undefined {
  if (rule.kind === 'property') return rule.property;
  const relation = rule.kind === 'owner' ? owner : relations.get(rule.relation);
  return relation?.kind === 'key' ? relation.key : undefined;
}

/** A rule that looks for related records which grant access. */
export type GrantedRule = Extract<AccessRule, { readonly kind: 'granted' }>;

/** Users listed for one rule. */
const MAX_ALLOWED = 5;
