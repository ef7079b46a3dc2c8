import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import { heldKeys } from './world-plan.ts';

/** A record of the world to begin with, as a pattern for others. */
export interface Template {
  readonly resource: Resource;
  readonly record: JsonObject;
  /** `collection/key`: keys alone repeat from one collection to another. */
  readonly id: string;
  /** Every record whose key it holds, by the same ids. */
  readonly refersTo: ReadonlySet<string>;
}

/** All records that a contract's resources have to begin with, by collection. */
export type WorldRecords = ReadonlyMap<string, readonly JsonObject[]>;

/** Every record as a template, by its id. */
export function toTemplates({ resources }: CompiledContract, records: WorldRecords): ReadonlyMap<string, Template> {
  const templates = [...resources.values()].flatMap((resource) =>
    (records.get(resource.collection) ?? []).map((record) => toTemplate(resource, record, resources)),
  );
  return new Map(templates.map((template) => [template.id, template]));
}

export function toId(collection: string, key: JsonValue | undefined): string {
  return `${collection}/${String(key)}`;
}

function toTemplate(resource: Resource, record: JsonObject, resources: CompiledContract['resources']): Template {
  const related = heldKeys(resource).flatMap(({ field, schema }) =>
    keysIn(record[field]).map((key) => toId(resources.get(schema)?.collection ?? '', key)),
  );
  // A text may name a record of its own kind without being a relation, as a second try names the first.
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
