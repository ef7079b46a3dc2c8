import type { SentFiles, StoredFile } from '../../behaviour/rule/stored-file.ts';
import type { MediaType } from '../../contract/model/contract.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import { toDisplayName } from '../request/messages/format-message.ts';
import { toBlobValue } from '../../store/port/blobs.ts';
import type { Upload } from './upload.ts';

/** Checks that files are sent where the form has files, and how large they are, in Laravel's words. */
export function findFileViolations({ value, files }: Upload, { form }: MediaType): readonly FieldViolation[] {
  if (!isJsonObject(value)) return [];
  return [...form.files()].flatMap(([name, { isList, maxSize }]) => {
    const sent = value[name];
    if (sent === undefined) return [];
    return (isList && Array.isArray(sent) ? sent : [sent]).flatMap((token: JsonValue, index) => {
      const field = isList ? `${name}.${index}` : name;
      const file = typeof token === 'string' ? files.get(token) : undefined;
      if (file === undefined) return [toViolation(field, 'file', 'must be a file.')];
      return file.size > maxSize
        ? [toViolation(field, 'max', `must not be greater than ${Math.ceil(maxSize / 1024)} kilobytes.`)]
        : [];
    });
  });
}

/** Takes the files of a form out of its value, so that a rule cannot take for a file what a client has written. */
export function takeFiles({ files }: Upload, value: JsonValue | undefined, { form }: MediaType): TakenFiles {
  if (!isJsonObject(value)) return { value, files: {} };
  const names = [...form.files().keys()].filter((name) => Object.hasOwn(value, name));
  const taken = names.map((name) => [name, toStoredFiles(value[name] ?? null, files)] as const);
  const rest = Object.entries(value).filter(([name]) => !names.includes(name));
  return { value: Object.fromEntries(rest), files: Object.fromEntries(taken) };
}

/** The value of a form without its files, and the files by field. */
export interface TakenFiles {
  readonly value: JsonValue | undefined;
  readonly files: SentFiles;
}

function toStoredFiles(tokens: JsonValue, files: Upload['files']): readonly StoredFile[] {
  return (Array.isArray(tokens) ? tokens : [tokens]).flatMap((token) => {
    const file = files.get(String(token));
    if (file?.lease === undefined) return [];
    return [{ name: file.name, content: toBlobValue(file.lease, file.mediaType) }];
  });
}

function toViolation(field: string, keyword: string, rule: string): FieldViolation {
  return { field, location: 'body', keyword, message: `The ${toDisplayName(field)} field ${rule}` };
}
