import { basename, extname } from 'node:path';
import type { FileWord } from '../../../config/options/file-words.ts';
import { isJsonObject, type JsonObject } from '../../../kernel/json/json.ts';
import { findNearestName } from '../../../kernel/text/nearest-name.ts';
import { readFileToSend } from '../read-file.ts';
import { UsageError } from '../usage-error.ts';
import { findOperations, type FoundOperation } from './find-operation.ts';
import { listParts } from './list-parts.ts';
import { resolve } from './resolve.ts';

/** A field of a form that takes files. */
export interface FileField {
  readonly name: string;
  /** Whether it takes more than one. */
  readonly isList: boolean;
  readonly schema: JsonObject;
}

/** A file to send, and the name of its part. */
export interface FormFile {
  readonly part: string;
  readonly file: File;
}

/** Lists the fields of an operation's form that take files: texts of `format: binary`, or lists of such. */
export function listFileFields(document: JsonObject, { form, isFormEncoded }: FoundOperation): readonly FileField[] {
  if (isFormEncoded) return [];
  return listProperties(document, form ?? {}).flatMap(([name, schema]): readonly FileField[] => {
    const item = resolve(document, schema['items']);
    if (isBinary(item)) return [{ name, isList: true, schema }];
    return isBinary(schema) ? [{ name, isList: false, schema }] : [];
  });
}

/** Reads files for an operation. Throws a UsageError if it takes none there, or if one cannot be read. */
export async function readFormFiles(
  document: JsonObject,
  operation: FoundOperation,
  words: readonly FileWord[],
): Promise<readonly FormFile[]> {
  const fields = listFileFields(document, operation);
  const files: FormFile[] = [];
  for (const { field, path, mediaType } of words) {
    const name = field.replace(/\[\]$/, '');
    const found = fields.find((one) => one.name === name);
    if (found === undefined) throw toUnknownError(document, operation, { fields, name });
    const type = mediaType ?? MEDIA_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
    const file = new File([await readFileToSend(path)], basename(path), { type });
    files.push({ part: found.isList ? `${name}[]` : name, file });
  }
  return files;
}

function toUnknownError(
  document: JsonObject,
  operation: FoundOperation,
  { fields, name }: { readonly fields: readonly FileField[]; readonly name: string },
): UsageError {
  const names = fields.map((field) => field.name);
  if (names.length === 0) {
    const others = findOperations(document).filter((other) => listFileFields(document, other).length > 0);
    const known =
      others.length === 0 ? 'No operation does.' : `These do: ${others.map((other) => other.id).join(', ')}.`;
    return new UsageError(`${operation.id} takes no files. ${known}`);
  }
  const nearest = findNearestName(name, names);
  const known = nearest === undefined ? `It takes files as ${names.join(', ')}.` : `Did you mean ${nearest}?`;
  return new UsageError(`${operation.id} takes no file as ${JSON.stringify(name)}. ${known}`);
}

/** Returns the properties of a schema, also those that parts of it declare. */
export function listProperties(
  document: JsonObject,
  schema: JsonObject,
): readonly (readonly [name: string, schema: JsonObject])[] {
  return listParts(document, [schema], ['allOf'])
    .flatMap(({ properties }) => (isJsonObject(properties) ? Object.entries(properties) : []))
    .map(([name, property]) => [name, resolve(document, property)]);
}

function isBinary({ type, format }: JsonObject): boolean {
  return format === 'binary' && (type === undefined || type === 'string');
}

/** By the ending of a file's name. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.md': 'text/markdown',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.webp': 'image/webp',
  '.zip': 'application/zip',
};
