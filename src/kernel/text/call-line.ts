import { isJsonObject, type JsonValue } from '../json/json.ts';
import { PRODUCT } from '../product.ts';
import { toShellWord } from './shell-word.ts';

/** A call of an operation by its id. */
export interface NamedCall {
  readonly operationId: string;
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly body?: JsonValue | undefined;
  /** The id or the email address of the user who calls; the demo user by default. */
  readonly user?: string | number | undefined;
  readonly sandbox?: string | undefined;
}

/** Returns the command line that makes a call: fields of its body as `name=value` if the command reads them alike. */
export function toCallLine({ operationId, parameters, body, user, sandbox }: NamedCall): string {
  const fields = toFields(body, parameters);
  const words = [
    ...Object.entries(parameters).map(([name, value]) => `${name}=${toText(value)}`),
    ...(fields ?? []),
    ...(body === undefined || fields !== undefined ? [] : ['--body', JSON.stringify(body)]),
    ...(user === undefined ? [] : ['--as', String(user)]),
    ...(sandbox === undefined ? [] : ['--sandbox', sandbox]),
  ];
  return ['npx', PRODUCT.name, 'call', operationId, ...words].map(toShellWord).join(' ');
}

/** Returns the fields of a body as words; undefined if one of them has to be JSON. */
function toFields(body: JsonValue | undefined, parameters: NamedCall['parameters']): readonly string[] | undefined {
  if (!isJsonObject(body)) return undefined;
  const entries = Object.entries(body);
  const isPlain = ([name, value]: [string, JsonValue]): boolean =>
    !Object.hasOwn(parameters, name) && !name.includes('=') && isScalar(value);
  if (entries.length === 0 || entries.length > MAX_FIELDS || !entries.every(isPlain)) return undefined;
  return entries.map(([name, value]) => `${name}=${toText(value)}`);
}

/** Returns whether a value is itself again after it was read from a word. A text that is JSON would not be. */
function isScalar(value: JsonValue): boolean {
  if (typeof value !== 'string') return typeof value === 'number' || typeof value === 'boolean';
  try {
    JSON.parse(value);
    return false;
  } catch {
    return true;
  }
}

function toText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Longer lines are easier to read, and to change, as JSON. */
const MAX_FIELDS = 4;
