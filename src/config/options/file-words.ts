/** A file to send, and the field that it is sent as. */
export interface FileWord {
  readonly field: string;
  readonly path: string;
  /** By default, the ending of the name tells it. */
  readonly mediaType?: string;
}

/** Parses files to send, as curl takes them. Returns undefined if one is not of this form. */
export function parseFiles(text: string): readonly FileWord[] | undefined {
  const words = text.split(FILES_SEPARATOR).map(parseFile);
  return words.every((word) => word !== undefined) ? words : undefined;
}

function parseFile(text: string): FileWord | undefined {
  const at = text.indexOf('=@');
  const field = text.slice(0, at);
  const [path = '', mediaType, ...rest] = text.slice(at + 2).split(';type=');
  if (at < 1 || field.includes('=') || path === '' || rest.length > 0) return undefined;
  if (mediaType === undefined) return { field, path };
  return MEDIA_TYPE.test(mediaType) ? { field, path, mediaType } : undefined;
}

/** Separates files. No argument of a command has this character. */
export const FILES_SEPARATOR = '\0';
/** What to give. */
export const FILES_EXPECTED =
  'Give a field, =@ and the name of a file, such as photo=@cat.png or photo=@cat.png;type=image/png.';
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+$/;
