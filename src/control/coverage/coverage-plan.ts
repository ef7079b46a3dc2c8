import type { Operation, Parameter, ResponseObject } from '../../contract/model/contract.ts';
import { branchesOf, propertiesOf } from '../../contract/schema/schema-branches.ts';
import { createSchemaReader, type SchemaReader } from '../../contract/schema/schema-reader.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';

/** The parts of one operation that requests can cover. */
export interface OperationPlan {
  readonly operation: Operation;
  readonly cells: readonly CoverageCell[];
  readonly fields: readonly CoverageField[];
}

/** A combination of request media type, status and response media type. */
export interface CoverageCell {
  /** Null for a request without a body. */
  readonly requestMediaType: string | null;
  /** The status as the contract declares it, such as `4XX`. */
  readonly status: string;
  /** Null for a response without a body. */
  readonly responseMediaType: string | null;
}

/** A parameter, or a field of the body. */
export interface CoverageField {
  readonly in: Parameter['in'] | 'body';
  /** Dotted; `*` stands for any array element. */
  readonly name: string;
  readonly required: boolean;
  /** The enum values of the field or of its elements. */
  readonly values: readonly JsonValue[];
  /** The JSON Schema keywords that can reject it. */
  readonly keywords: readonly string[];
}

/** Creates a function that plans the coverage of an operation. */
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

interface SchemaNode {
  readonly schema: JsonObject;
  readonly prefix: string;
  readonly depth: number;
}

function* walk({ schema, prefix, depth }: SchemaNode, reader: SchemaReader): Generator<CoverageField> {
  if (depth > MAX_DEPTH) return;
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
    branches.flatMap((branch) => Object.keys(branch).filter((keyword) => REJECTING_KEYWORDS.has(keyword))),
  );
  if (required) keywords.add('required');
  // An invalid path parameter names no record: the response is a 404, and no keyword rejects it.
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

/** Keywords that can reject a value. */
const REJECTING_KEYWORDS: ReadonlySet<string> = new Set([
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
const MAX_DEPTH = 3;
const MAX_FIELDS = 300;
