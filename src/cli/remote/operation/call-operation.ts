import { toClientError } from '../../../client/client-error.ts';
import { isJsonObject, type JsonObject } from '../../../kernel/json/json.ts';
import { PRODUCT } from '../../../kernel/product.ts';
import { findNearestName } from '../../../kernel/text/nearest-name.ts';
import { toShellWord } from '../../../kernel/text/shell-word.ts';
import { toJson } from '../../terminal/text-table.ts';
import { readBody, readFields, toValue } from '../read-values.ts';
import { RefusedError, toRefusedError } from '../refused-error.ts';
import type { RemoteConfig, ServerCall, Shown } from '../run-remote.ts';
import { UsageError } from '../usage-error.ts';
import { findOperation, type FoundOperation, type FoundParameter } from './find-operation.ts';
import { readContract } from './read-contract.ts';
import { findRemedy, issueToken, sendOperation, type OperationInput } from './send-operation.ts';

/**
 * Calls an operation of the simulated API by its id, through the contract that the server serves. Words such as
 * `name=value` are its parameters, and otherwise fields of its body. A rejection tells the remedy and the nearest valid
 * call of the server's explanation.
 */
export async function callOperation({
  control,
  config: given,
  operands: [id = '', ...words],
  options: { body, user },
}: ServerCall<CallOptions>): Promise<Shown> {
  const operation = findOperation(await readContract(given), id);
  const config = user === undefined ? given : { ...given, token: await issueToken(user, control, given) };
  const fields = readFields(words);
  const { response, text, data } = await sendOperation(config, operation, {
    fields,
    body: await toBody(operation, { fields, body }),
  });
  // A redirect is what the operation responds.
  if (response.status < 400) return { data, text: text === '' ? toStatusLine(response) : toText(data, text) };
  const error = toRefusedError(toClientError(response, data), config.url);
  throw new RefusedError([error.message, ...(await tellRemedy(control, config, response))].join('\n'), data);
}

interface CallOptions {
  readonly body: string | undefined;
  /** The id or the email address of the user who calls. */
  readonly user: string | undefined;
}

/** Returns the JSON body: the given one, and the fields that are not parameters. */
async function toBody(
  { id, parameters, body: schema }: FoundOperation,
  given: OperationInput,
): Promise<string | undefined> {
  const others = [...given.fields].filter(([name]) => !parameters.some((parameter) => parameter.name === name));
  const [first] = others[0] ?? [];
  if (schema === undefined && first !== undefined) throw toUnknownError(id, first, parameters);
  const fields = Object.fromEntries(others.map(([name, texts]) => [name, toFieldValue(schema, name, texts)]));
  if (given.body === undefined) return others.length === 0 ? undefined : JSON.stringify(fields);
  const body = await readBody(given.body);
  if (others.length === 0) return JSON.stringify(body);
  if (!isJsonObject(body)) throw new UsageError(`The body is not an object, so that it cannot have ${first}.`);
  return JSON.stringify({ ...body, ...fields });
}

function toUnknownError(id: string, name: string, parameters: readonly FoundParameter[]): UsageError {
  const names = parameters.map((parameter) => parameter.name);
  const nearest = findNearestName(name, names);
  const known = names.length === 0 ? 'It has none.' : `Its parameters are ${names.join(', ')}.`;
  return new UsageError(
    `${id} has no parameter ${JSON.stringify(name)}, and takes no JSON body. ${nearest === undefined ? known : `Did you mean ${nearest}?`}`,
  );
}

/** A field that the schema declares as a text stays one: `123` of a name is not a number. */
function toFieldValue(schema: JsonObject | undefined, name: string, texts: readonly string[]): unknown {
  const properties = schema?.['properties'];
  const property = isJsonObject(properties) ? properties[name] : undefined;
  const isText = isJsonObject(property) && property['type'] === 'string';
  const values = texts.map((text) => (isText ? text : toValue(text)));
  return values.length === 1 ? values[0] : values;
}

function toStatusLine({ status, headers }: Response): string {
  const location = headers.get('location');
  return location === null ? `${status}\n` : `${status} ${location}\n`;
}

function toText(data: unknown, text: string): string {
  return typeof data === 'string' ? text : toJson(data);
}

/** Returns the remedy and the nearest valid call that the server's explanation has, and where to read all of it. */
async function tellRemedy(
  control: ServerCall['control'],
  { sandbox }: RemoteConfig,
  response: Response,
): Promise<readonly string[]> {
  const found = await findRemedy(control, response);
  if (found === undefined) return [];
  const remedy = found.remedy === null ? [] : [`Remedy: ${found.remedy}`];
  const world = sandbox === undefined ? [] : ['--sandbox', toShellWord(sandbox)];
  const call = found.call === null ? [] : [`Nearest valid call: ${found.call}`];
  return [...remedy, ...call, `Why: ${['npx', PRODUCT.name, 'explain', found.id, ...world].join(' ')}`];
}
