import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { branchesOf, requiredBranchesOf, propertiesOf, type Resolve } from '../../contract/schema/schema-branches.ts';
import { allowsNull, createSchemaReader } from '../../contract/schema/schema-reader.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';

/** A record with what it lacked, and where that was: dotted names, `*` for any element of a list. */
export interface FilledRecord {
  readonly record: StoredRecord;
  readonly filled: readonly { readonly field: string; readonly value: JsonValue }[];
}

/**
 * Fills in what a schema requires and a stored record lacks: the schema's default, else null where it lets null pass.
 * At any depth, but not what is worked out or leads to another resource. Changes nothing that is there.
 */
export function createFillDefaults({
  document,
}: CompiledContract): (resource: Resource, record: StoredRecord) => FilledRecord {
  const { resolve } = createSchemaReader(document);
  return (resource, record) => {
    const filled: { field: string; value: JsonValue }[] = [];
    const report = (field: string, value: JsonValue): void => void filled.push({ field, value });
    const own = [...resource.properties].filter(
      ([name]) => !resource.relations.has(name) && !resource.computed.has(name),
    );
    const result: Record<string, JsonValue> = { ...record };
    for (const [name, schema] of own) {
      const value = complete(
        { held: record[name], schemas: [schema], isRequired: resource.required.has(name), field: name },
        { resolve, report },
      );
      if (value !== undefined) result[name] = value;
    }
    return { record: filled.length === 0 ? record : result, filled };
  };
}

interface FieldInput {
  readonly held: JsonValue | undefined;
  readonly schemas: readonly JsonObject[];
  readonly isRequired: boolean;
  readonly field: string;
}

interface FillDeps {
  readonly resolve: Resolve;
  readonly report: (field: string, value: JsonValue) => void;
}

function complete({ held, schemas, isRequired, field }: FieldInput, means: FillDeps): JsonValue | undefined {
  if (held === undefined) return isRequired ? fillIn(schemas, field, means) : undefined;
  if (typeof held !== 'object' || held === null) return held;
  const branches = schemas.flatMap((schema) => branchesOf(schema, means.resolve));
  if (!isJsonObject(held)) {
    const items = branches.flatMap(({ items: each }) => (isJsonObject(each as JsonValue) ? [each as JsonObject] : []));
    return held.map(
      (item: JsonValue) =>
        complete({ held: item, schemas: items, isRequired: false, field: `${field}.*` }, means) ?? item,
    );
  }
  return completeObject(held, { schemas, branches, field }, means);
}

/** Only what every value must have is filled in: a branch that may not be meant demands nothing. */
function completeObject(
  held: JsonObject,
  {
    schemas,
    branches,
    field,
  }: { readonly schemas: readonly JsonObject[]; readonly branches: readonly JsonObject[]; readonly field: string },
  means: FillDeps,
): JsonObject {
  const demands = schemas.flatMap((schema) => requiredBranchesOf(schema, means.resolve));
  const required = new Set(demands.flatMap(({ required: names }) => (Array.isArray(names) ? names : [])));
  const result: Record<string, JsonValue> = { ...held };
  for (const [name, speaking] of propertiesOf(branches) ?? []) {
    const place = { held: held[name], schemas: speaking, isRequired: required.has(name), field: `${field}.${name}` };
    const value = complete(place, means);
    if (value !== undefined) result[name] = value;
  }
  return result;
}

function fillIn(schemas: readonly JsonObject[], field: string, { resolve, report }: FillDeps): JsonValue | undefined {
  const branches = schemas.flatMap((schema) => branchesOf(schema, resolve));
  const value =
    branches.find((branch) => branch['default'] !== undefined)?.['default'] ??
    (schemas.every(allowsNull) ? null : undefined);
  if (value !== undefined) report(field, value);
  return value;
}
