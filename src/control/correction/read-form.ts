import { parseQuery } from '../../contract/parameter/parse-query.ts';
import { toMediaTypeName } from '../../contract/schema/media-type-name.ts';
import { form } from '../../pipeline/media-types/form.ts';
import { findBoundary, multipart } from '../../pipeline/media-types/multipart.ts';

/** A field of a form. */
export interface FormField {
  readonly name: string;
  readonly text: string;
  readonly isFile: boolean;
}

/** Lists the fields of a form in the order sent; undefined when a text is no form. Takes linear time. */
export function readFormFields(text: string, contentType: string): readonly FormField[] | undefined {
  const type = toMediaTypeName(contentType);
  if (form.matches(type)) return parseQuery(text).map(([name, value]) => ({ name, text: value, isFile: false }));
  const boundary = multipart.matches(type) ? findBoundary(contentType) : undefined;
  if (boundary === undefined) return undefined;
  const [, ...parts] = `\r\n${text}`.split(`\r\n--${boundary}`);
  return parts.flatMap((part) => readPart(part) ?? []);
}

function readPart(part: string): FormField | undefined {
  const end = part.indexOf('\r\n\r\n');
  const line =
    part
      .slice(0, end)
      .split('\r\n')
      .find((each) => DISPOSITION.test(each)) ?? '';
  const name = end === -1 ? undefined : NAME.exec(line)?.[1];
  return name === undefined ? undefined : { name, text: part.slice(end + 4), isFile: FILE_NAME.test(line) };
}

const DISPOSITION = /^content-disposition:/i;
const NAME = /;[ \t]{0,100}name="([^"]*)"/i;
const FILE_NAME = /;[ \t]{0,100}filename\*?=/i;
