import { rulesFor } from '../../behaviour/representation/access.ts';
import type { BehaviourName, CompiledContract } from '../../contract/model/contract.ts';
import type { AccessRule, FieldConditions, Resource } from '../../contract/model/resource.ts';
import type { JsonValue } from '../../kernel/json/json.ts';

/** Says, as Markdown, who may do what with which resource: `docs/permissions.md`. */
export function describePermissions({ resources, operations }: CompiledContract): string {
  const open = [...resources.values()].filter((resource) =>
    operations.some((operation) => operation.resource === resource),
  );
  return [
    '# Permissions',
    '',
    'Who may do what. This page is generated from `visible_to`, `editable_by`, `deletable_by` and `permits` of `x-resource` (`npm run docs:permissions`), which are what the',
    'simulator goes by; a test fails when it is out of date, and others ask for every cell over HTTP.',
    '',
    '- Without valid credentials everything is `401`.',
    '- What a caller may not see is not found: `404`, and in no list, no count and no nested list.',
    '- What a caller sees and may not do something with is forbidden: `403`.',
    '- Any one of those named suffices.',
    '',
    '| resource | action | who |',
    '|---|---|---|',
    ...open.flatMap((resource) => toRows(resource, operations)),
    '',
  ].join('\n');
}

/** An action that no operation does is left out. */
function toRows(resource: Resource, operations: CompiledContract['operations']): readonly string[] {
  const does = (name: BehaviourName): boolean =>
    operations.some((operation) => operation.resource === resource && operation.behaviour === name);
  const generic = [['see', true] as const, ['edit', does('update')] as const, ['delete', does('delete')] as const];
  const actions = [...generic.flatMap(([action, isDone]) => (isDone ? [action] : [])), ...resource.permits.keys()];
  return actions.map(
    (action, index) => `| ${index === 0 ? resource.name : ''} | ${action} | ${toWords(rulesFor(action, resource))} |`,
  );
}

function toWords(rules: readonly AccessRule[]): string {
  return rules.length === 0 ? 'everybody' : rules.map(toPhrase).join('; ');
}

function toPhrase(rule: AccessRule): string {
  switch (rule.kind) {
    case 'owner':
      return 'the owner';
    case 'property':
      return `everybody, where \`${rule.property}\` is ${toCode(rule.equals)}`;
    case 'caller':
      return `its \`${rule.relation}\``;
    case 'relation':
      return `whoever may see its \`${rule.relation}\`${toClause(', where ', rule.where)}`;
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
