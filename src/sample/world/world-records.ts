import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { foreignKeysOf } from './world-plan.ts';

/** An existing record that others are copied from. */
export interface Template {
  readonly resource: Resource;
  readonly record: JsonObject;
  /** `collection/key`, because keys repeat across collections. */
  readonly id: string;
  /** The ids of the records whose keys it stores. */
  readonly refersTo: ReadonlySet<string>;
}

/** The existing records of a contract's resources, by collection. */
export type WorldRecords = ReadonlyMap<string, readonly JsonObject[]>;

/** Returns a template for every record, by its id. */
export function toTemplates({ resources }: CompiledContract, records: WorldRecords): ReadonlyMap<string, Template> {
  const templates = [...resources.values()].flatMap((resource) => {
    const references = foreignKeysOf(resource).map(({ field, schema }) => ({
      field,
      collection: resources.get(schema)?.collection ?? '',
    }));
    return (records.get(resource.collection) ?? []).map((record) => toTemplate(resource, record, references));
  });
  return new Map(templates.map((template) => [template.id, template]));
}

/** Returns the id of a record: `collection/key`. */
export function toId(collection: string, key: JsonValue | undefined): string {
  return `${collection}/${String(key)}`;
}

function toTemplate(
  resource: Resource,
  record: JsonObject,
  references: readonly { readonly field: string; readonly collection: string }[],
): Template {
  const related = references.flatMap(({ field, collection }) =>
    keysIn(record[field]).map((key) => toId(collection, key)),
  );
  // A field may hold the key of a record of the same resource without being a relation: a retry names the first run.
  const siblings = Object.entries(record).flatMap(([field, value]) =>
    field !== resource.key && typeof value === 'string' ? [toId(resource.collection, value)] : [],
  );
  return {
    resource,
    record,
    id: toId(resource.collection, record[resource.key]),
    refersTo: new Set([...related, ...siblings]),
  };
}

function keysIn(value: JsonValue | undefined): readonly JsonValue[] {
  const list: readonly JsonValue[] = Array.isArray(value) ? value : [value ?? null];
  return list.filter((key) => key !== null);
}
