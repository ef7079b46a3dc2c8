import type { FaultCollector } from '../model/fault-collector.ts';
import { hasField } from './resource-fields.ts';
import type { AccessRule, FieldConditions, Resource } from '../model/resource.ts';

/** A resource that is checked, among those that its relations may lead to. */
export interface ResourceCheckContext {
  readonly resource: Resource;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly at: string;
  readonly faults: FaultCollector;
}

/** Finds access rules that could never hold: a relation of the wrong kind, a field that no record has. */
export function checkAccess(checked: ResourceCheckContext): void {
  const { visibleTo, editableBy, deletableBy, permits } = checked.resource;
  const lists = new Map<readonly AccessRule[], string>();
  // Lists that follow from another one are checked where they are written.
  for (const [keyword, rules] of [
    ['visible_to', visibleTo],
    ['editable_by', editableBy],
    ['deletable_by', deletableBy],
  ] as const) {
    if (!lists.has(rules)) lists.set(rules, keyword);
  }
  for (const [action, rules] of permits) lists.set(rules, `permits/${action}`);
  for (const [rules, keyword] of lists) for (const rule of rules) checkRule(keyword, rule, checked);
}

function checkRule(keyword: string, rule: AccessRule, checked: ResourceCheckContext): void {
  const { resource, resources, faults } = checked;
  const at = `${checked.at}/${keyword}`;
  if (rule.kind === 'owner' && resource.owner === undefined) {
    faults.add(at, `${resource.name} has no owner.`, 'Name the relation under "owner".');
  }
  if ((rule.kind === 'relation' || rule.kind === 'caller') && resource.relations.get(rule.relation)?.kind !== 'key') {
    faults.add(at, `"${rule.relation}" is no relation with a "key".`, 'Name one of its relations that has a key.');
  }
  if (rule.kind === 'property') checkField(rule.property, resource, checked, at);
  if (rule.kind === 'relation') checkConditions(rule.where, resource, checked, at);
  if (rule.kind !== 'granted') return;
  const relation = resource.relations.get(rule.relation);
  const granting = resources.get(relation?.schema ?? '');
  if (relation?.kind !== 'foreign' || granting === undefined) {
    faults.add(
      at,
      `"${rule.relation}" is no relation with a "foreign_key".`,
      'Name the relation to the records that grant.',
    );
  } else if (granting.relations.get(rule.to)?.kind !== 'key') {
    faults.add(
      at,
      `"${rule.to}" is no relation of ${granting.name} with a "key".`,
      'Say with "to" which of its relations names who is granted.',
    );
  } else {
    checkConditions(rule.where, granting, checked, at);
  }
}

function checkConditions(where: FieldConditions, resource: Resource, checked: ResourceCheckContext, at: string): void {
  for (const field of where.keys()) checkField(field, resource, checked, at);
}

function checkField(field: string, resource: Resource, { resources, faults }: ResourceCheckContext, at: string): void {
  if (isStored(field, resource, resources)) return;
  faults.add(at, `"${field}" is no field that a record holds.`, 'Name a property, a key or a stored field.');
}

/** True for a field that lies in the record itself: neither a relation nor worked out at each read. */
function isStored(field: string, resource: Resource, resources: ReadonlyMap<string, Resource>): boolean {
  const kind = resource.computed.get(field)?.kind ?? 'server';
  return (
    hasField(resource, [field], resources) &&
    !resource.relations.has(field) &&
    !['count', 'owned', 'field'].includes(kind)
  );
}
