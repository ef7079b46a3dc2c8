import { rulesFor } from '../../behaviour/representation/access.ts';
import type { BehaviourName, CompiledContract } from '../../contract/model/contract.ts';
import type { AccessRule, FieldConditions, Resource } from '../../contract/model/resource.ts';
import type { JsonValue } from '../../kernel/json/json.ts';

/** Returns `docs/permissions.md`: who may do what with which resource. */
export function describePermissions({ resources, operations }: CompiledContract): string {
  const served = [...resources.values()].filter((resource) =>
    operations.some((operation) => operation.resource === resource),
  );
  return [
    '# Permissions',
    '',
    'Who may do what. This page is generated from `visible_to`, `editable_by`, `deletable_by` and `permits` of `x-resource` (`npm run docs:permissions`), which the',
    'simulator applies; a test fails when it is out of date, and others check every cell over HTTP.',
    '',
    '- Without valid credentials every request is `401`.',
    '- A record that the caller may not see is `404`. Lists, counts and nested lists leave it out.',
    '- An action that the caller may not do with a visible record is `403`.',
    '- Any one of the listed conditions is enough.',
    '',
    '| resource | action | who |',
    '|---|---|---|',
    ...served.flatMap((resource) => toRows(resource, operations)),
    '',
  ].join('\n');
}

/** Returns a row for each action that an operation offers. */
function toRows(resource: Resource, operations: CompiledContract['operations']): readonly string[] {
  const offers = (name: BehaviourName): boolean =>
    operations.some((operation) => operation.resource === resource && operation.behaviour === name);
  const generic = [['see', true] as const, ['edit', offers('update')] as const, ['delete', offers('delete')] as const];
  const actions = [
    ...generic.flatMap(([action, isOffered]) => (isOffered ? [action] : [])),
    ...resource.permits.keys(),
  ];
  return actions.map(
    (action, index) => `| ${index === 0 ? resource.name : ''} | ${action} | ${toWords(rulesFor(action, resource))} |`,
  );
}

function toWords(rules: readonly AccessRule[]): string {
  return rules.length === 0 ? 'every user' : rules.map(toPhrase).join('; ');
}

function toPhrase(rule: AccessRule): string {
  switch (rule.kind) {
    case 'owner':
      return 'the owner';
    case 'property':
      return `every user, if \`${rule.property}\` is ${toCode(rule.equals)}`;
    case 'caller':
      return `its \`${rule.relation}\``;
    case 'relation':
      return `every user who may see its \`${rule.relation}\`${toClause(', if ', rule.where)}`;
    case 'granted':
      return `the \`${rule.to}\` of one of its \`${rule.relation}\`${toClause(' whose ', rule.where)}`;
  }
}

function toClause(opening: string, where: FieldConditions): string {
  const conditions = [...where].map(([field, values]) => `\`${field}\` is ${values.map(toCode).join(' or ')}`);
  return conditions.length === 0 ? '' : opening + conditions.join(' and ');
}

function toCode(value: JsonValue): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
