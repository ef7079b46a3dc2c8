import type { JsonObject, JsonValue } from '../../../kernel/json/json.ts';
import { toCallLine } from '../../../kernel/text/call-line.ts';
import { toTable } from '../../terminal/text-table.ts';
import type { KeepOptions } from '../keep-options.ts';
import type { ServerCall, Shown } from '../run-remote.ts';
import { UsageError } from '../usage-error.ts';
import {
  findOperation,
  listOperations,
  suggestOperations,
  type FoundOperation,
  type ListedOperation,
} from './find-operation.ts';
import { listFileFields } from './form-files.ts';
import { listValues } from './list-values.ts';
import { readContract } from './read-contract.ts';

/**
 * Lists the operations of the served contract whose id, path or summary contains every word of a text. For the id of
 * one it shows the parameters, the fields of the body and a call that is valid.
 */
export async function showOperations({ config, operands: [text = ''], keepOptions }: ServerCall): Promise<Shown> {
  const document = await readContract(config);
  const all = listOperations(document);
  if (all.some(({ id }) => id === text)) return toDescription(document, findOperation(document, text), keepOptions);
  const found = filterOperations(all, text);
  if (found.length === 0) {
    const ids = all.map(({ id }) => id);
    throw new UsageError(`No operation contains ${JSON.stringify(text)}. ${suggestOperations(ids, text)}`);
  }
  const rows = found.map(({ id, method, path, summary }) => [id, method, path, summary]);
  return { data: { operations: found }, text: toTable(['operation', 'method', 'path', 'summary'], rows) };
}

/** Returns the operations whose id, method, path and summary contain every word of a text. */
export function filterOperations(all: readonly ListedOperation[], text: string): readonly ListedOperation[] {
  const words = text.toLowerCase().split(/\s+/);
  return all.filter(({ id, method, path, summary }) => {
    const searched = [id, method, path, summary].join('\n').toLowerCase();
    return words.every((word) => searched.includes(word));
  });
}

function toDescription(document: JsonObject, operation: FoundOperation, keepOptions: KeepOptions): Shown {
  const { id, method, path, summary, parameters, example, fullExample } = operation;
  const values = listValues(document, operation);
  const required = parameters.filter(({ isRequired, in: place }) => isRequired && place !== 'header');
  const known = required.map((parameter) => [parameter.name, parameter.example ?? '…'] as const);
  const declared = parameters.map(({ name }) => name);
  const toCall = (body: JsonValue | undefined): string =>
    keepOptions(toCallLine({ operationId: id, parameters: Object.fromEntries(known), body, declared }));
  const call = toCall(example);
  const full = fullExample === undefined ? {} : { full_call: toCall(fullExample) };
  const [file] = listFileFields(document, operation);
  const withFile = file === undefined ? '' : `With a file: the same with --file ${file.name}=@FILE\n`;
  const rows = values.map(({ in: place, name, required: isRequired, type, description }) => [
    place,
    name,
    isRequired ? 'required' : '',
    description === undefined ? type : `${type}: ${description}`,
  ]);
  const table = rows.length === 0 ? '' : `\n${toTable(['in', 'name', 'required', 'type'], rows)}`;
  const more = full.full_call === undefined ? '' : `With more of it: ${full.full_call}\n`;
  return {
    data: { id, method, path, summary, values, example: example ?? null, call, ...full },
    text: `${id}: ${method} ${path}\n${summary}\n${table}\nCall it: ${call}\n${more}${withFile}`,
  };
}
