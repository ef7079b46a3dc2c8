import { isJsonObject, type JsonValue } from '../json/json.ts';
import { PRODUCT } from '../product.ts';
import { toPrintable } from './printable.ts';
import { toShellWord } from './shell-word.ts';

/** A call of an operation by its id. */
export interface NamedCall {
  readonly operationId: string;
  /** A list is a parameter that is sent once for each element. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly body?: JsonValue | undefined;
  /** The names of all parameters of the operation: a field of the body with one of them would be read as it. */
  readonly declared?: readonly string[];
  /** The names of the fields of a form that are files. */
  readonly files?: readonly string[] | undefined;
  /** The id or the email address of the user who calls; the demo user by default. */
  readonly user?: string | number | undefined;
  readonly sandbox?: string | undefined;
}

/**
 * Returns the command line that makes a call: fields of its body as `name=value` if the command reads them alike.
 * Undefined when none can: a contract may choose an id or a name that the command would take for an option, and a
 * parameter may have characters that a line does not show.
 */
export function toCallLine(call: NamedCall): string | undefined {
  const { operationId, parameters, body, declared = [], files = [], user, sandbox } = call;
  if (!ID.test(operationId) || ![...Object.keys(parameters), ...files].every(isFieldName)) return undefined;
  const named = Object.entries(parameters).flatMap(([name, value]) =>
    [value].flat().map((one) => `${name}=${toText(one)}`),
  );
  if (!named.every(isShown)) return undefined;
  const fields = toFields(body, [...declared, ...Object.keys(parameters)]);
  const words = [
    ...named,
    ...(fields ?? []),
    ...(body === undefined || fields !== undefined ? [] : ['--body', JSON.stringify(body)]),
    ...files.flatMap((name) => ['--file', `${name}=@FILE`]),
    ...(user === undefined ? [] : ['--as', String(user)]),
    ...(sandbox === undefined ? [] : ['--sandbox', sandbox]),
  ];
  return ['npx', PRODUCT.name, 'call', operationId, ...words].map(toShellWord).join(' ');
}

/** Returns whether `name=value` is a field for the command, rather than an option or a field of another name. */
export function isFieldName(name: string): boolean {
  return NAME.test(name);
}

/** Returns the fields of a body as words; undefined if one of them has to be JSON. */
function toFields(body: JsonValue | undefined, parameters: readonly string[]): readonly string[] | undefined {
  if (!isJsonObject(body)) return undefined;
  const entries = Object.entries(body);
  const isPlain = ([name, value]: [string, JsonValue]): boolean =>
    isFieldName(name) && isShown(name) && !parameters.includes(name) && isScalar(value);
  if (entries.length === 0 || entries.length > MAX_FIELDS || !entries.every(isPlain)) return undefined;
  return entries.map(([name, value]) => `${name}=${toText(value)}`);
}

/** Returns whether a value is itself again after it was read from a word. A text that is JSON would not be. */
function isScalar(value: JsonValue): boolean {
  if (typeof value !== 'string') return typeof value === 'number' || typeof value === 'boolean';
  if (!isShown(value)) return false;
  try {
    JSON.parse(value);
    return false;
  } catch {
    return true;
  }
}

/** Returns whether a text is printed as it is: in JSON alone, what a terminal shows as `\u000a` is read as that. */
function isShown(text: string): boolean {
  return toPrintable(text) === text && !/\p{Cs}/u.test(text);
}

function toText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** No option, such as the address of another server. */
const ID = /^[^-]/;
/** Neither an option nor a text that ends elsewhere. */
const NAME = /^[^-=][^=]*$/;
/** Longer lines are easier to read, and to change, as JSON. */
const MAX_FIELDS = 4;
