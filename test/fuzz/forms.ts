import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Operation } from '../../src/contract/model/contract.ts';
import { isJsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import type { WireRequest } from './wire.ts';

/** A file of a form. */
export interface SentFile {
  readonly name: string;
  readonly text: string;
}

/** What is sent in the place of the files: files, or a text. */
export type Attached = SentFile | string;

/** Returns the field that takes the files of an operation, or undefined when it takes none. */
export function fileFieldOf({ body }: Operation): string | undefined {
  const form = body?.mediaTypes.find(({ name }) => name === 'multipart/form-data')?.form;
  return [...(form?.files().keys() ?? [])][0];
}

/** Generates the files of a form: names and contents of any text. */
export const filesOf: Arbitrary<readonly SentFile[]> = fc.array(
  fc.record({ name: wellFormed(30), text: wellFormed(200) }),
  { minLength: 1, maxLength: 3 },
);

/** The fields of a body that a form can carry as they are: texts. */
export function textsOf(body: JsonValue | undefined): Readonly<Record<string, string>> {
  const texts = Object.entries(isJsonObject(body) ? body : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && isWellFormed(entry[1]),
  );
  return Object.fromEntries(texts);
}

/** Returns a request whose body is a form of the texts of its JSON body, and of files (RFC 7578). */
export function toForm(request: WireRequest, field: string, attached: readonly Attached[]): WireRequest {
  const body = typeof request.body === 'string' ? (JSON.parse(request.body) as JsonValue) : undefined;
  const parts = [
    ...Object.entries(textsOf(body)).map(([name, text]) => [`name="${escape(name)}"`, text] as const),
    ...attached.map((one) =>
      typeof one === 'string'
        ? ([`name="${field}[]"`, one] as const)
        : ([`name="${field}[]"; filename="${escape(one.name)}"`, one.text] as const),
    ),
  ];
  const written = parts.map(
    ([head, text]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`,
  );
  return {
    ...request,
    headers: { ...request.headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: `${written.join('')}--${BOUNDARY}--\r\n`,
  };
}

/** Escapes what would end a name, as browsers do. */
function escape(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}

function wellFormed(maxLength: number): Arbitrary<string> {
  return fc.string({ unit: 'binary', minLength: 1, maxLength }).filter(isWellFormed);
}

/** False for a lone surrogate, which has no UTF-8. */
function isWellFormed(text: string): boolean {
  return Buffer.from(text).toString() === text;
}

const BOUNDARY = 'part-of-the-fuzz';
