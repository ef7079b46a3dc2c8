import { toClientError } from '../../../client/client-error.ts';
import type { FileWord } from '../../../config/options/file-words.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { BASELINE } from '../../../kernel/sandbox-name.ts';
import { toCommandLine } from '../../../kernel/text/command-line.ts';
import { findNearestName } from '../../../kernel/text/nearest-name.ts';
import { toShellWord } from '../../../kernel/text/shell-word.ts';
import { KEEP_SERVER } from '../../../kernel/text/command-url.ts';
import { readBody, readFields, toValue } from '../read-values.ts';
import { RefusedError, toRejection } from '../refused-error.ts';
import type { RemoteConfig, ServerCall, Shown } from '../run-remote.ts';
import { UsageError } from '../usage-error.ts';
import { findOperation, type FoundOperation, type FoundParameter } from './find-operation.ts';
import { listFormLists, toFormData } from './form-fields.ts';
import { readFormFiles, type FormFile } from './form-files.ts';
import { readContract } from './read-contract.ts';
import { createSelect } from './select-fields.ts';
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
  options: { body, files = [], only, user },
}: ServerCall<CallOptions>): Promise<Shown> {
  const document = await readContract(given);
  const operation = findOperation(document, id);
  const select = createSelect(document, id, only);
  const config = user === undefined ? given : { ...given, token: await issueToken(user, control, given) };
  const fields = readFields(words);
  const { response, text, data } = await sendOperation(config, operation, {
    fields,
    body: await toBody(operation, {
      fields,
      body,
      files: await readFormFiles(document, operation, files),
      lists: listFormLists(document, operation),
    }),
  });
  // A redirect is what the operation responds.
  if (response.status < 400)
    return text === '' ? { data, text: toStatusLine(response) } : select(response.status, { data, text });
  const error = toRejection(toClientError(response, data), { url: config.url });
  throw new RefusedError([error.message, ...(await tellRemedy(control, config, response))].join('\n'), data);
}

interface CallOptions {
  readonly body: string | undefined;
  readonly files?: readonly FileWord[] | undefined;
  /** The fields of the response to print, separated by commas; by default all. */
  readonly only: string | undefined;
  /** The id or the email address of the user who calls. */
  readonly user: string | undefined;
}

/** What the body of a request is made of. */
interface GivenBody {
  readonly fields: OperationInput['fields'];
  /** As JSON, or the name of a file with it. */
  readonly body: string | undefined;
  readonly files: readonly FormFile[];
  /** The names of the fields of a form that are lists. */
  readonly lists: readonly string[];
}

/**
 * Returns the body: the given one, and the fields that are not parameters. With files, or where the operation takes no
 * JSON, it is a form.
 */
async function toBody(operation: FoundOperation, given: GivenBody): Promise<string | FormData | undefined> {
  const { id, parameters, body: schema, form } = operation;
  const others = [...given.fields].filter(([name]) => !parameters.some((parameter) => parameter.name === name));
  const [first] = others[0] ?? [];
  const isGiven = given.body !== undefined || first !== undefined;
  if (given.files.length > 0 || (schema === undefined && form !== undefined && isGiven)) return toForm(given, others);
  if (schema === undefined && first !== undefined) throw toUnknownError(id, first, parameters);
  const fields = Object.fromEntries(others.map(([name, texts]) => [name, toFieldValue(schema, name, texts)]));
  if (given.body === undefined) return others.length === 0 ? undefined : JSON.stringify(fields);
  const body = await readBody(given.body);
  if (others.length === 0) return JSON.stringify(body);
  if (!isJsonObject(body)) throw new UsageError(`The body is not an object, so that it cannot have ${first}.`);
  return JSON.stringify({ ...body, ...fields });
}

/** Returns a form with the fields of a JSON body, the other fields, and the files. */
async function toForm(given: GivenBody, others: readonly (readonly [string, readonly string[]])[]): Promise<FormData> {
  const body = given.body === undefined ? {} : await readBody(given.body);
  if (!isJsonObject(body)) throw new UsageError('The body is not an object, so that it cannot be sent as a form.');
  const named = others.map(([name, texts]) => [name, toFormValue(given, name, texts)] as const);
  const form = toFormData({ ...body, ...Object.fromEntries(named) }, given.lists);
  for (const { part, file } of given.files) form.append(part, file);
  return form;
}

/** Returns the texts of a field. One text of a list may be all of it as JSON, as in a JSON body. */
function toFormValue({ lists }: GivenBody, name: string, texts: readonly string[]): JsonValue {
  const [text = ''] = texts;
  if (texts.length > 1) return texts;
  const value = lists.includes(name) ? toValue(text) : text;
  return Array.isArray(value) ? value : text;
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

/** Returns the remedy and the nearest valid call that the server's explanation has, and where to read all of it. */
async function tellRemedy(
  control: ServerCall['control'],
  { sandbox, keepUrl = KEEP_SERVER }: RemoteConfig,
  response: Response,
): Promise<readonly string[]> {
  const found = await findRemedy(control, response);
  if (found === undefined) return [];
  const remedy = found.remedy === null ? [] : [`Remedy: ${keepUrl.inText(found.remedy)}`];
  const call = found.call === null ? [] : [`Nearest valid call: ${keepUrl.inLine(found.call)}`];
  const why = toCommandLine(`explain ${toShellWord(found.id)}`, sandbox ?? BASELINE);
  const note = found.note === null ? [] : [found.note];
  return [...remedy, ...call, ...note, `Why: ${keepUrl.inLine(why)}`];
}
