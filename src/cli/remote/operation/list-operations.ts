import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import { BASELINE } from '../../../kernel/sandbox-name.ts';
import { isFieldName, toCallLine } from '../../../kernel/text/call-line.ts';
import { toCommandLine } from '../../../kernel/text/command-line.ts';
import { cutTo } from '../../../kernel/text/cut-to.ts';
import { joinWords } from '../../../kernel/text/join-words.ts';
import { toShellWord } from '../../../kernel/text/shell-word.ts';
import { toTable } from '../../terminal/text-table.ts';
import { KEEP_SERVER } from '../../../kernel/text/command-url.ts';
import type { RemoteConfig, ServerCall, Shown } from '../run-remote.ts';
import {
  findOperation,
  findOperations,
  listOperations,
  toUnknownError,
  type FoundOperation,
  type ListedOperation,
} from './find-operation.ts';
import { findExampleBody } from './find-example.ts';
import { toFormCall, type SentBody } from './form-fields.ts';
import { listFileFields } from './form-files.ts';
import { listValues, type TakenValue } from './list-values.ts';
import { readContract } from './read-contract.ts';

/** An operation that a search has found. */
interface MatchingOperation extends ListedOperation {
  /** The parameters, fields and files whose names contain words that nothing else of it contains. */
  readonly takes?: readonly string[];
}

/**
 * Lists the operations of the served contract that contain every word of a text. For the id of one it shows the
 * parameters, the fields of the body and a call that is valid.
 */
export async function showOperations({ config, operands: [text = ''] }: ServerCall): Promise<Shown> {
  const document = await readContract(config);
  const all = listOperations(document);
  if (all.some(({ id }) => id === text)) return toDescription(document, findOperation(document, text), config);
  const found = searchOperations(document, text);
  if (found.length === 0) {
    const ids = all.map(({ id }) => id);
    throw toUnknownError(`No operation contains ${JSON.stringify(text)}.`, ids, text);
  }
  return { data: { operations: found }, text: toOperationTable(found) };
}

/**
 * Returns the operations that contain every word of a text: first those whose id, method, path and summary do, then
 * those that contain some of them only in the names of what they take.
 */
export function searchOperations(document: JsonObject, text: string): readonly MatchingOperation[] {
  const words = text.toLowerCase().split(/\s+/);
  const found = findOperations(document).flatMap((operation): readonly MatchingOperation[] => {
    const { id, method, path, summary } = operation;
    const searched = [id, method, path, summary].join('\n').toLowerCase();
    const missing = words.filter((word) => !searched.includes(word));
    if (missing.length === 0) return [{ id, method, path, summary }];
    const takes = findValueNames(document, operation, missing);
    return takes.length === 0 ? [] : [{ id, method, path, summary, takes }];
  });
  return [...found.filter(({ takes }) => takes === undefined), ...found.filter(({ takes }) => takes !== undefined)];
}

/** Formats found operations as a table, with what they take if any was found by that. */
export function toOperationTable(found: readonly MatchingOperation[]): string {
  const titles = ['operation', 'method', 'path', 'summary'];
  const hasTakes = found.some(({ takes }) => takes !== undefined);
  const rows = found.map(({ id, method, path, summary, takes = [] }) => [id, method, path, summary, takes.join(', ')]);
  return toTable(hasTakes ? [...titles, 'takes'] : titles, rows);
}

/**
 * Returns the names of what an operation takes that contain one of some words; none unless each word has one. What is
 * nested in a field of such a name is not among them.
 */
function findValueNames(document: JsonObject, operation: FoundOperation, words: readonly string[]): readonly string[] {
  const names = [...new Set(listValues(document, operation).map(({ name }) => name))];
  const found = words.map((word) => names.filter((name) => name.toLowerCase().includes(word)));
  if (found.some((ofWord) => ofWord.length === 0)) return [];
  const matching = new Set(found.flat());
  return names.filter((name) => matching.has(name) && !isNestedInOne(name, matching));
}

function isNestedInOne(name: string, others: ReadonlySet<string>): boolean {
  return [...name.matchAll(NESTING)].some(({ index }) => others.has(name.slice(0, index)));
}

function toDescription(document: JsonObject, operation: FoundOperation, config: RemoteConfig): Shown {
  const { id, method, path, summary } = operation;
  const values = listValues(document, operation);
  const { example, call, fullCall, text } = toCalls(document, operation, config);
  return {
    data: {
      id,
      method,
      path,
      summary,
      values,
      example: example ?? null,
      call: call ?? null,
      ...(fullCall === undefined ? {} : { full_call: fullCall }),
    },
    text: `${id}: ${method} ${path}\n${summary}\n${toValueTable(values)}\n${text}`,
  };
}

/** The calls of an operation that are printed. */
interface PrintedCalls {
  /** The body that they send. */
  readonly example?: JsonValue | undefined;
  readonly call?: string | undefined;
  /** The one with more of the body. */
  readonly fullCall?: string | undefined;
  readonly text: string;
}

/** Returns calls that the contract allows; none where it has no valid value for something that is required. */
function toCalls(document: JsonObject, operation: FoundOperation, config: RemoteConfig): PrintedCalls {
  const { parameters, fullExample } = operation;
  const required = parameters.filter(({ isRequired, in: place }) => isRequired && place !== 'header');
  if (!required.every(({ name }) => isFieldName(name))) return { text: NO_CALL };
  const found = findExampleBody(document, operation);
  const missing = [
    ...required.flatMap(({ name, example }) => (example === undefined ? [name] : [])),
    ...('missing' in found ? found.missing : []),
  ];
  if ('missing' in found || missing.length > 0) return { text: toNoCall(missing, config) };
  const sent = toSentBody(document, operation, found.body);
  const call = toCall(operation, sent, config);
  if (call === undefined) return { example: sent.body, text: NO_CALL };
  const fullCall =
    fullExample === undefined ? undefined : toCall(operation, toSentBody(document, operation, fullExample), config);
  const file = listFileFields(document, operation).find(({ name }) => !sent.files.includes(name));
  const withFile = file === undefined ? '' : `With a file: the same with ${toFileOption(file.name)}\n`;
  const more = fullCall === undefined ? '' : `With more of it: ${fullCall}\n`;
  return { example: sent.body, call, fullCall, text: `Call it: ${call}\n${more}${withFile}` };
}

/** Returns the command line of a call; undefined where none can make it. */
function toCall(
  { id, parameters }: FoundOperation,
  { body, files }: SentBody,
  { sandbox, keepUrl = KEEP_SERVER }: RemoteConfig,
): string | undefined {
  const known = parameters.flatMap(({ name, in: place, isRequired, example }) =>
    isRequired && place !== 'header' && example !== undefined ? [[name, example] as const] : [],
  );
  const declared = parameters.map(({ name }) => name);
  const line = toCallLine({ operationId: id, parameters: Object.fromEntries(known), body, declared, sandbox });
  return line && [keepUrl.inLine(line), ...files.map(toFileOption)].join(' ');
}

/** Says why no call is printed, and where values for one are found. */
function toNoCall(missing: readonly string[], { sandbox, keepUrl = KEEP_SERVER }: RemoteConfig): string {
  const list = keepUrl.inLine(toCommandLine('state get', sandbox ?? BASELINE));
  return `No call is printed: the contract has no example of ${joinWords(missing)}. Give values of your own. \`${list}\` lists the collections, and with the name of one the keys of its records.\n`;
}

/** Formats what an operation takes as a table, after an empty line. */
function toValueTable(values: readonly TakenValue[]): string {
  const rows = values.map((value) => [value.in, value.name, value.required ? 'required' : '', toValueText(value)]);
  return rows.length === 0 ? '' : `\n${toTable(['in', 'name', 'required', 'type'], rows)}`;
}

function toValueText({ type, default: given, description }: TakenValue): string {
  const fallback = typeof given === 'string' ? given : JSON.stringify(given);
  const known = fallback === undefined ? type : `${type}, default ${cutTo(fallback, MAX_DEFAULT)}`;
  return description === undefined ? known : `${known}: ${description}`;
}

function toFileOption(name: string): string {
  return `--file ${toShellWord(`${name}=@FILE`)}`;
}

/** Returns what a call sends: an example as JSON, or the fields of a form where the operation takes nothing else. */
function toSentBody(document: JsonObject, operation: FoundOperation, example: JsonValue | undefined): SentBody {
  const takesFormAlone = operation.body === undefined && operation.form !== undefined;
  return takesFormAlone ? toFormCall(document, operation, example) : { body: example, files: [] };
}

/** Characters of a default. */
const MAX_DEFAULT = 60;
const NO_CALL = 'The command `call` cannot call it, because of the name of a parameter that it needs.\n';
/** What follows the name of an object or of a list in the name of what is nested in it. */
const NESTING = /(?:\[\])?\./g;
