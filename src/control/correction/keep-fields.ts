import type { MediaType, Operation } from '../../contract/model/contract.ts';
import { requiredNamesOf } from '../../contract/schema/schema-branches.ts';
import type { SchemaReader } from '../../contract/schema/schema-reader.ts';
import { findOwn, isJsonObject, setOwn, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { isSecretName } from '../../kernel/secrets/secret-names.ts';
import { findNearestName } from '../../kernel/text/nearest-name.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { createReadDeclared } from '../undeclared/declared.ts';
import { findNearText, findProperty } from './near-value.ts';
import type { SentBody } from './read-sent.ts';

/** What is kept of the fields of a body. */
export interface KeptFields {
  readonly fields: JsonObject;
  /** The fields that have the name that was probably meant. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** The fields that are invalid, or that no schema names. */
  readonly leftOut: readonly string[];
  /** The fields with secrets, which are left out, too. */
  readonly hidden: readonly string[];
}

/** What decides which fields are kept. */
export interface FieldsContext {
  readonly type: MediaType;
  readonly operation: Operation;
  readonly exchange: RecordedExchange;
  readonly reader: SchemaReader;
  readonly isThirdParty: boolean;
}

/**
 * Returns the fields of a body that are valid and not secret. A value that is similar to an allowed one becomes that
 * one, and a field that no schema names gets the name that it is similar to.
 */
export function keepFields(sent: SentBody, context: FieldsContext): KeptFields {
  const value = isJsonObject(sent.value) ? sent.value : {};
  const renames = findRenames(value, context);
  const rejected = listRejected(context);
  const invalid = listInvalid(value, renames, context.type);
  const fields: Record<string, JsonValue> = {};
  const leftOut: string[] = [];
  for (const [name, own] of Object.entries(value)) {
    if (sent.secrets.includes(name)) continue;
    const meant = renames.get(name) ?? name;
    // One with another name was rejected for that alone.
    const isWrong = invalid.has(meant) || (meant === name && rejected.has(name));
    const kept = meant === LEFT_OUT ? undefined : isWrong ? correct(meant, own, context) : own;
    if (kept === undefined || meant === LEFT_OUT) leftOut.push(name);
    else setOwn(fields, meant, kept);
  }
  const renamed = [...renames].flatMap(([from, to]) =>
    to === LEFT_OUT || !Object.hasOwn(fields, to) ? [] : [{ from, to }],
  );
  return { fields, renamed, leftOut, hidden: sent.secrets };
}

/** Returns the allowed value that a wrong one is similar to; undefined when there is none. */
function correct(name: string, value: JsonValue, { type, reader }: FieldsContext): JsonValue | undefined {
  if (typeof value !== 'string') return undefined;
  const near = findNearText(value, findProperty(type.schema ?? {}, name, reader), reader);
  return near === value ? undefined : near;
}

/** Returns the fields that were rejected. */
function listRejected({ operation, exchange }: FieldsContext): ReadonlySet<string> {
  const own = exchange.operationId === operation.id ? exchange.violations : [];
  return new Set(
    own.flatMap(({ location, field }) => (location === 'body' ? [field, field.split('.')[0] ?? field] : [])),
  );
}

/** Returns the fields that break the contract, by the names that were meant. */
function listInvalid(value: JsonObject, renames: Renames, type: MediaType): ReadonlySet<string | symbol> {
  const meant: Record<string, JsonValue> = {};
  for (const [name, own] of Object.entries(value)) {
    const to = renames.get(name) ?? name;
    if (to !== LEFT_OUT) setOwn(meant, to, own);
  }
  return new Set(type.validate(meant).flatMap(({ path: [name] }) => (name === undefined ? [] : [String(name)])));
}

type Renames = ReadonlyMap<string, string | typeof LEFT_OUT>;

/**
 * Returns what becomes of the fields that no schema names: another name, or nothing. A third-party document stores
 * them, so that they stay unless a required field is missing.
 */
function findRenames(value: JsonObject, { type, operation, reader, isThirdParty }: FieldsContext): Renames {
  const { properties, isOpen } = createReadDeclared(reader.resolve)([type.schema ?? {}]);
  const renames = new Map<string, string | typeof LEFT_OUT>();
  if (isOpen) return renames;
  const required = requiredNamesOf(type.schema, reader.resolve);
  const known = new Set([...properties.keys(), ...operation.parameters.map(({ field }) => field)]);
  const free = new Set([...properties.keys()].filter((name) => findOwn(value, name) === undefined));
  for (const name of Object.keys(value).filter((each) => !known.has(each))) {
    const nearest = findMeant(name, [...free]);
    if (nearest !== undefined && (!isThirdParty || required.has(nearest))) {
      renames.set(name, nearest);
      free.delete(nearest);
    } else if (!isThirdParty) renames.set(name, LEFT_OUT);
  }
  return renames;
}

/** Returns the name that a mistyped one was probably meant as. A value is moved to no field with a secret. */
function findMeant(name: string, names: readonly string[]): string | undefined {
  const long = names.filter((each) => each.length >= MIN_LENGTH && !isSecretName(each));
  const same = long.find((each) => each.toLowerCase() === name.toLowerCase());
  return same ?? (name.length < MIN_LENGTH ? undefined : findNearestName(name, long));
}

/** The field is left out. */
const LEFT_OUT = Symbol('left out');
/** Characters. Most shorter names are similar to each other. */
const MIN_LENGTH = 3;
