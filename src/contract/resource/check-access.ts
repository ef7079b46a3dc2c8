import type { FaultCollector } from '../model/fault-collector.ts';
import { hasField } from './resource-fields.ts';
import type { AccessRule, FieldConditions, Resource } from '../model/resource.ts';

/** The resource that is checked, and the resources that its relations may refer to. */
export interface ResourceCheckContext {
  readonly resource: Resource;
  readonly resources: ReadonlyMap<string, Resource>;
  /** JSON Pointer of its x-resource. */
  readonly at: string;
  readonly faults: FaultCollector;
}

/** Adds a fault for each access rule that can never match: a relation of the wrong kind, an unknown field. */
export function checkAccess(context: ResourceCheckContext): void {
  const { visibleTo, editableBy, deletableBy, permits } = context.resource;
  const lists = new Map<readonly AccessRule[], string>();
  // An inherited list is the same object as its source, and is reported under that keyword.
  for (const [keyword, rules] of [
    ['visible_to', visibleTo],
    ['editable_by', editableBy],
    ['deletable_by', deletableBy],
  ] as const) {
    if (!lists.has(rules)) lists.set(rules, keyword);
  }
  for (const [action, rules] of permits) lists.set(rules, `permits/${action}`);
  for (const [rules, keyword] of lists) for (const rule of rules) checkRule(keyword, rule, context);
}

function checkRule(keyword: string, rule: AccessRule, context: ResourceCheckContext): void {
  const { resource, resources, faults } = context;
  const at = `${context.at}/${keyword}`;
  if (rule.kind === 'owner' && resource.owner === undefined) {
    faults.add(at, `${resource.name} has no owner.`, 'Name the relation under "owner".');
  }
  if ((rule.kind === 'relation' || rule.kind === 'caller') && resource.relations.get(rule.relation)?.kind !== 'key') {
    faults.add(at, `"${rule.relation}" is not a relation with a "key".`, 'Name one of its relations that has a key.');
  }
  if (rule.kind === 'property') checkField(rule.property, resource, context, at);
  if (rule.kind === 'relation') checkConditions(rule.where, resource, context, at);
  if (rule.kind !== 'granted') return;
  const relation = resource.relations.get(rule.relation);
  const granting = resources.get(relation?.schema ?? '');
  if (relation?.kind !== 'foreign' || granting === undefined) {
    faults.add(
      at,
      `"${rule.relation}" is not a relation with a "foreign_key".`,
      'Name the relation to the records that grant access.',
    );
  } else if (granting.relations.get(rule.to)?.kind !== 'key') {
    faults.add(
      at,
      `"${rule.to}" is not a relation of ${granting.name} with a "key".`,
      'Set "to" to the relation that refers to the user who is granted access.',
    );
  } else {
    checkConditions(rule.where, granting, context, at);
  }
}

function checkConditions(where: FieldConditions, resource: Resource, context: ResourceCheckContext, at: string): void {
  for (const field of where.keys()) checkField(field, resource, context, at);
}

function checkField(field: string, resource: Resource, { resources, faults }: ResourceCheckContext, at: string): void {
  if (isStored(field, resource, resources)) return;
  faults.add(at, `"${field}" is not a field that records store.`, 'Name a property, a key or a stored field.');
}

/** True for a field that the record itself stores: neither a relation nor computed at each read. */
function isStored(field: string, resource: Resource, resources: ReadonlyMap<string, Resource>): boolean {
  const kind = resource.computed.get(field)?.kind ?? 'server';
  return (
    hasField(resource, [field], resources) &&
    !resource.relations.has(field) &&
    !['count', 'owned', 'field'].includes(kind)
  );
}
