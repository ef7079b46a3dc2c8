import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';
import type { ValidatedRequest } from '../../pipeline/exchange/observe.ts';
import type { CoverageField } from './coverage-plan.ts';

/** Calls `visit` with each field that a request has sent, and with its value. */
export type VisitFields = (validated: ValidatedRequest, visit: VisitField) => void;

type VisitField = (field: CoverageField, value: JsonValue) => void;

/** Compiles the visit of an operation's fields. It costs as much as the request has fields, not the operation. */
export function compileVisitFields(fields: readonly CoverageField[]): VisitFields {
  const parameters = fields.filter((field) => field.in !== 'body');
  const tree = createTree();
  for (const field of fields) if (field.in === 'body') addField(tree, field);
  return function visitFields(validated, visit) {
    for (const field of parameters) {
      const value = sentWith(field, validated)[field.name];
      if (value !== undefined) visit(field, value);
    }
    if (validated.body !== undefined) visitBody(validated.body, tree, visit);
  };
}

/** The fields of a value, and those below it by property; `*` stands for any array element. */
interface FieldTree {
  readonly fields: CoverageField[];
  readonly children: Map<string, FieldTree>;
}

function createTree(): FieldTree {
  return { fields: [], children: new Map() };
}

function addField(root: FieldTree, field: CoverageField): void {
  let tree = root;
  for (const step of field.name.split('.')) tree = getOrCreate(tree.children, step, createTree);
  tree.fields.push(field);
}

function visitBody(value: JsonValue, { fields, children }: FieldTree, visit: VisitField): void {
  for (const field of fields) visit(field, value);
  if (children.size === 0) return;
  if (isJsonObject(value)) {
    for (const [name, tree] of children)
      if (name !== ELEMENT && Object.hasOwn(value, name)) visitBody(value[name] ?? null, tree, visit);
    return;
  }
  const elements = Array.isArray(value) ? children.get(ELEMENT) : undefined;
  if (elements !== undefined) for (const element of value as readonly JsonValue[]) visitBody(element, elements, visit);
}

function sentWith({ in: location }: CoverageField, validated: ValidatedRequest): JsonObject {
  switch (location) {
    case 'path':
      return validated.path;
    case 'query':
      return validated.query;
    case 'header':
      return validated.headers;
    default:
      return validated.cookies;
  }
}

const ELEMENT = '*';
