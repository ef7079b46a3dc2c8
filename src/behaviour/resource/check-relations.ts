import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Relation, Resource } from '../../contract/model/resource.ts';
import { findOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { Access, Viewpoint } from '../representation/access.ts';
import { isKey } from '../representation/record-key.ts';

/**
 * Finds every foreign key in `fields` that does not resolve to a record that the caller may see. The messages are those
 * of Laravel's `exists` rule.
 */
export function checkRelations(
  resource: Resource,
  fields: JsonObject,
  context: RelationContext,
): readonly FieldViolation[] {
  return [...resource.relations.values()].flatMap((relation) => checkRelation(relation, fields, context));
}

/** What the check resolves keys with. */
export interface RelationContext {
  readonly contract: CompiledContract;
  readonly access: Access;
  readonly viewpoint: Viewpoint;
}

function checkRelation(relation: Relation, fields: JsonObject, context: RelationContext): readonly FieldViolation[] {
  if (relation.kind === 'foreign') return [];
  const related = context.contract.resources.get(relation.schema);
  const field = relation.kind === 'key' ? relation.key : relation.keys;
  const value = findOwn(fields, field);
  if (related === undefined || value === undefined || value === null) return [];
  if (relation.kind === 'key') return exists(value, related, context) ? [] : [toViolation(field)];
  return (Array.isArray(value) ? value : []).flatMap((key: JsonValue, index) =>
    exists(key, related, context) ? [] : [toViolation(`${field}.${index}`)],
  );
}

function exists(key: JsonValue, related: Resource, { access, viewpoint }: RelationContext): boolean {
  const record = isKey(key) ? viewpoint.reader.get(related.collection, key) : undefined;
  return record !== undefined && access.canSee(related, record, viewpoint);
}

function toViolation(field: string): FieldViolation {
  return {
    field,
    location: 'body',
    keyword: 'exists',
    message: `The selected ${field.replaceAll('_', ' ')} is invalid.`,
  };
}
