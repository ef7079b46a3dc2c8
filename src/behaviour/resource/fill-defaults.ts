import type { CompiledContract } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { branchesOf, requiredBranchesOf, propertiesOf, type Resolve } from '../../contract/schema/schema-branches.ts';
import { allowsNull, createSchemaReader } from '../../contract/schema/schema-reader.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord } from '../../store/port/store.ts';

/** A completed record, and the fields that were filled in: dotted names, with `*` for any element of a list. */
export interface FilledRecord {
  readonly record: StoredRecord;
  readonly filled: readonly { readonly field: string; readonly value: JsonValue }[];
}

/**
 * Creates a function that fills in required fields which a stored record lacks: with the schema's default, else with
 * null if allowed. Works at any depth, except for computed properties and relations. Never changes an existing value.
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
        { value: record[name], schemas: [schema], isRequired: resource.required.has(name), field: name },
        { resolve, report },
      );
      if (value !== undefined) result[name] = value;
    }
    return { record: filled.length === 0 ? record : result, filled };
  };
}

interface FieldInput {
  readonly value: JsonValue | undefined;
  readonly schemas: readonly JsonObject[];
  readonly isRequired: boolean;
  readonly field: string;
}

interface FillDeps {
  readonly resolve: Resolve;
  readonly report: (field: string, value: JsonValue) => void;
}

function complete({ value, schemas, isRequired, field }: FieldInput, deps: FillDeps): JsonValue | undefined {
  if (value === undefined) return isRequired ? fillIn(schemas, field, deps) : undefined;
  if (typeof value !== 'object' || value === null) return value;
  const branches = schemas.flatMap((schema) => branchesOf(schema, deps.resolve));
  if (!isJsonObject(value)) {
    const items = branches.flatMap(({ items: each }) => (isJsonObject(each as JsonValue) ? [each as JsonObject] : []));
    return value.map(
      (item: JsonValue) =>
        complete({ value: item, schemas: items, isRequired: false, field: `${field}.*` }, deps) ?? item,
    );
  }
  return completeObject(value, { schemas, branches, field }, deps);
}

/**
 * Completes an object. Fills in only what every value must have, and nothing that only one branch of a union requires.
 */
function completeObject(
  object: JsonObject,
  {
    schemas,
    branches,
    field,
  }: { readonly schemas: readonly JsonObject[]; readonly branches: readonly JsonObject[]; readonly field: string },
  deps: FillDeps,
): JsonObject {
  const requirements = schemas.flatMap((schema) => requiredBranchesOf(schema, deps.resolve));
  const required = new Set(requirements.flatMap(({ required: names }) => (Array.isArray(names) ? names : [])));
  const result: Record<string, JsonValue> = { ...object };
  for (const [name, schemasOfField] of propertiesOf(branches) ?? []) {
    const input = { schemas: schemasOfField, isRequired: required.has(name), field: `${field}.${name}` };
    const value = complete({ ...input, value: object[name] }, deps);
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
