import type { Operation, Parameter, ResponseObject } from '../../contract/model/contract.ts';
import { branchesOf, propertiesOf } from '../../contract/schema/schema-branches.ts';
import { createSchemaReader, type SchemaReader } from '../../contract/schema/schema-reader.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';

/** What there is to exercise of one operation. */
export interface OperationPlan {
  readonly operation: Operation;
  readonly cells: readonly CoverageCell[];
  readonly fields: readonly CoverageField[];
}

/** One way in which an operation is called and answered. */
export interface CoverageCell {
  /** Null where nothing is sent. */
  readonly requestMediaType: string | null;
  /** As the contract writes it. */
  readonly status: string;
  /** Null where nothing is answered. */
  readonly responseMediaType: string | null;
}

/** A parameter, or a field of the body. */
export interface CoverageField {
  readonly in: Parameter['in'] | 'body';
  /** With dots; `*` stands for any element of a list. */
  readonly name: string;
  readonly required: boolean;
  /** What it may be, where that is a list. */
  readonly values: readonly JsonValue[];
  /** What of JSON Schema can refuse it. */
  readonly keywords: readonly string[];
}

/** Lists what a contract lets be exercised of an operation. */
export function createCoveragePlanner(document: JsonObject): (operation: Operation) => OperationPlan {
  const reader = createSchemaReader(document);
  return (operation) => ({
    operation,
    cells: toCells(operation),
    fields: [
      ...operation.parameters.map((parameter) => toField(parameter, parameter.schema, reader)),
      ...toBodyFields(operation, reader),
    ],
  });
}

function toCells({ body, responses, success }: Operation): readonly CoverageCell[] {
  const sent = body === undefined || body.mediaTypes.length === 0 ? [null] : body.mediaTypes.map(({ name }) => name);
  const declared: readonly ResponseObject[] = responses.size === 0 ? [success] : [...responses.values()];
  return declared.flatMap(({ code, mediaTypes }) => {
    const answered = mediaTypes.length === 0 ? [null] : mediaTypes.map(({ name }) => name);
    return sent.flatMap((requestMediaType) =>
      answered.map((responseMediaType) => ({ requestMediaType, status: code, responseMediaType })),
    );
  });
}

function toBodyFields({ body }: Operation, reader: SchemaReader): readonly CoverageField[] {
  const schema = body?.mediaTypes[0]?.schema;
  return schema === undefined ? [] : [...walk({ schema, prefix: '', depth: 0 }, reader)].slice(0, MAX_FIELDS);
}

interface Place {
  readonly schema: JsonObject;
  readonly prefix: string;
  readonly depth: number;
}

function* walk({ schema, prefix, depth }: Place, reader: SchemaReader): Generator<CoverageField> {
  if (depth > DEEPEST) return;
  const branches = branchesOf(schema, reader.resolve);
  const required = new Set(branches.flatMap((branch) => (Array.isArray(branch['required']) ? branch['required'] : [])));
  for (const [name, schemas] of propertiesOf(branches) ?? []) {
    const merged: JsonObject = { allOf: schemas };
    if (schemas.some(({ readOnly }) => readOnly === true)) continue;
    yield toField({ in: 'body', name: prefix + name, required: required.has(name) }, merged, reader);
    yield* walk({ schema: merged, prefix: `${prefix}${name}.`, depth: depth + 1 }, reader);
  }
  for (const { items } of branches) {
    if (isJsonObject(items)) yield* walk({ schema: items, prefix: `${prefix}*.`, depth: depth + 1 }, reader);
  }
}

function toField(
  {
    in: location,
    name,
    required,
    field = name,
  }: Pick<CoverageField, 'in' | 'name' | 'required'> & { readonly field?: string },
  schema: JsonObject,
  reader: SchemaReader,
): CoverageField {
  const branches = branchesOf(schema, reader.resolve);
  const items = branches.flatMap(({ items: item }) => (isJsonObject(item) ? branchesOf(item, reader.resolve) : []));
  const keywords = new Set(
    branches.flatMap((branch) => Object.keys(branch).filter((keyword) => REFUSING.has(keyword))),
  );
  if (required) keywords.add('required');
  // What does not fit a path parameter names nothing: it is a 404, and no keyword's refusal.
  if (location === 'path') keywords.clear();
  return {
    in: location,
    name: field,
    required,
    values: [...branches, ...items].flatMap((branch) =>
      Array.isArray(branch['enum']) ? (branch['enum'] as readonly JsonValue[]) : [],
    ),
    keywords: [...keywords].toSorted(),
  };
}

/** Keywords that a value can break. */
const REFUSING: ReadonlySet<string> = new Set([
  'type',
  'enum',
  'const',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
]);
const DEEPEST = 3;
const MAX_FIELDS = 300;
