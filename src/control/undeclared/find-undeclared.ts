import type { CompiledContract, Operation, Parameter } from '../../contract/model/contract.ts';
import { toBaseName } from '../../contract/parameter/parse-query.ts';
import { createSchemaReader, type SchemaReader } from '../../contract/schema/schema-reader.ts';
import { isJsonObject, type JsonObject } from '../../kernel/json/json.ts';
import { toPointer } from '../../kernel/json/pointer.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import { cutTo } from '../../kernel/text/cut-to.ts';
import { findNearestName } from '../../kernel/text/nearest-name.ts';
import { toPrintable } from '../../kernel/text/printable.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import type { WireSchema } from '../wire/wire-types.ts';
import { createReadDeclared, type Declared, type ReadDeclared } from './declared.ts';
import { listUndeclared, type UndeclaredProperty } from './list-undeclared.ts';
import { readQueryNames, readSentFields } from './read-sent-fields.ts';

/** What a request has and its operation does not declare. */
export type Undeclared = Pick<WireSchema<'UndeclaredFields'>, keyof WireSchema<'UndeclaredFields'>>;

type UndeclaredField = Undeclared['fields'][number];

/**
 * Finds the query parameters and the fields of the body that no schema of the operation names, in the contract that the
 * request was checked by. Returns undefined when that is not the present one.
 */
export function findUndeclared(exchange: RecordedExchange, contract: CompiledContract): Undeclared | undefined {
  const facts = exchange.evidence?.operation;
  const operation = contract.operations.find(({ id }) => id === facts?.id);
  if (operation === undefined || facts?.contract !== contract.hash) return undefined;
  const reader = createSchemaReader(contract.document);
  const search: Search = {
    exchange,
    operation,
    reader,
    readDeclared: createReadDeclared(reader.resolve),
    isThirdParty: contract.isThirdParty,
  };
  const found = [...findParameters(search), ...findFields(search)];
  return {
    fields: found.slice(0, MAX_FIELDS).map((describe) => describe()),
    more: Math.max(0, found.length - MAX_FIELDS),
  };
}

interface Search {
  readonly exchange: RecordedExchange;
  readonly operation: Operation;
  readonly reader: SchemaReader;
  readonly readDeclared: ReadDeclared;
  readonly isThirdParty: boolean;
}

/** Describes a field that is among the first. */
type Describe = () => UndeclaredField;

/** Finds query parameters. `ids[]` and `filter[name]` have the names `ids` and `filter`. */
function findParameters(search: Search): readonly Describe[] {
  const { exchange, operation, reader } = search;
  const parameters = operation.parameters.filter(({ in: place }) => place === 'query');
  const exploded = parameters.filter((parameter) => isExploded(parameter, reader)).map(({ schema }) => schema);
  const spread = search.readDeclared(exploded);
  // Any name is a property of such a parameter.
  if (exploded.length > 0 && spread.isOpen) return [];
  const known = [...parameters.map(({ field }) => field), ...spread.properties.keys()];
  const keys = operation.security.flat().flatMap(({ in: place, parameter }) => (place === 'query' ? [parameter] : []));
  const callbacks = JSON.stringify(reader.at(operation.pointer)['callbacks'] ?? null);
  const bases = new Set([...known, ...keys].map((name = '') => toBaseName(name)));
  const unknown = new Set(readQueryNames(exchange).map(toBaseName)).values();
  return [...unknown]
    .filter((name) => !bases.has(name) && !callbacks.includes(`$request.query.${name}`))
    .filter((name) => !isRejected(name, 'query', exchange))
    .map((name) => () => ({
      in: 'query',
      field: toShown(name),
      nearest: findNearestName(name, known) ?? null,
      is_ignored: true,
    }));
}

/** Returns whether each property of a parameter is a parameter of its own in the query. */
function isExploded({ pointer, schema }: Parameter, reader: SchemaReader): boolean {
  const { in: place, style = 'form', explode = true } = reader.at(pointer.replace(/\/schema$/, ''));
  return (
    place !== undefined && style === 'form' && explode === true && createReadDeclared(reader.resolve)([schema]).isObject
  );
}

/** Finds fields of the body. */
function findFields(search: Search): readonly Describe[] {
  const { exchange, operation, readDeclared } = search;
  if (operation.body === undefined) return hasBody(exchange) ? [() => WHOLE_BODY] : [];
  const sent = readSentFields(exchange, operation);
  if (sent === undefined) return [];
  const declared = readDeclared(operation.body.mediaTypes.map(({ schema = {} }) => schema));
  const found = listUndeclared(sent.value, sent.isForm ? toFormNames(declared, search) : declared, readDeclared);
  const parameters = new Set(operation.parameters.map(({ field }) => field));
  return [...found]
    .filter(({ path: [name = '', ...below] }) => below.length > 0 || !isKnown(String(name)))
    .map((property) => () => toField(property, search));

  function isKnown(name: string): boolean {
    // Some rules read a parameter from the body too.
    return parameters.has(name) || isRejected(name, 'body', exchange);
  }
}

/** The names of a form have no brackets, and the properties of an exploded object are fields of their own. */
function toFormNames(declared: Declared, { operation, reader, readDeclared }: Search): Declared {
  const spread = (operation.body?.mediaTypes ?? [])
    .flatMap(({ pointer }) => Object.entries(toObject(reader.at(pointer.replace(/\/schema$/, ''))['encoding'])))
    .filter(([, encoding]) => toObject(encoding)['style'] !== undefined || toObject(encoding)['explode'] !== undefined)
    .map(([name]) => readDeclared(declared.properties.get(name) ?? []))
    .filter(({ isObject }) => isObject);
  const properties = [declared, ...spread].flatMap((each) => [...each.properties]);
  return {
    ...declared,
    properties: new Map(properties.map(([name, schemas]) => [toBaseName(name), schemas])),
    isOpen: declared.isOpen || spread.some(({ isOpen }) => isOpen),
  };
}

function toObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/**
 * Describes a field. What a body of ours has at its top and no schema names is never stored. A field that is nested may
 * be stored as a part of its object, and so may be any field of a third-party document.
 */
function toField({ path, listOthers }: UndeclaredProperty, { isThirdParty }: Search): UndeclaredField {
  const nearest = findNearestName(String(path.at(-1)), listOthers());
  return {
    in: 'body',
    field: toShownPointer(path),
    nearest: nearest === undefined ? null : toShownPointer([...path.slice(0, -1), nearest]),
    is_ignored: path.length === 1 && !isThirdParty,
  };
}

/** Returns whether a field was rejected as undeclared, so that it was not ignored. */
function isRejected(name: string, place: FieldViolation['location'], { violations }: RecordedExchange): boolean {
  return violations.some(
    ({ field, location, keyword }) => location === place && field === name && UNDECLARED.has(keyword),
  );
}

/** Returns whether a body was sent: one that an operation does not declare is not recorded. */
function hasBody({ requestHeaders }: RecordedExchange): boolean {
  return Number(requestHeaders['content-length'] ?? 0) > 0 || requestHeaders['transfer-encoding'] !== undefined;
}

function toShownPointer(path: readonly (string | number)[]): string {
  return toBounded(toPointer(path.map((step) => (typeof step === 'number' ? step : toShown(step)))), MAX_POINTER);
}

/** Returns a name that a client chose without anything that controls a terminal or is no text, and bounded. */
function toShown(name: string): string {
  return toBounded(toPrintable(cutTo(name, MAX_NAME + 1).replaceAll(/\p{Cs}/gu, '\u{fffd}')), MAX_NAME);
}

function toBounded(text: string, limit: number): string {
  return text.length <= limit ? text : `${cutTo(text, limit)}…`;
}

const WHOLE_BODY: UndeclaredField = { in: 'body', field: '', nearest: null, is_ignored: true };
const UNDECLARED: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties']);
/** Fields that are described. */
const MAX_FIELDS = 20;
/** Characters. */
const MAX_NAME = 100;
const MAX_POINTER = 300;
