import { reserveText } from './body-limits.ts';
import type { DecodeContext, DecodedBody, MediaTypeCodec } from './media-type-codec.ts';
import { encodeText } from './text.ts';

/** Bytes: every media type that has no codec of its own. */
export const binary: MediaTypeCodec = {
  matches: () => true,
  decode: decodeBinary,
  encode: encodeText,
};

/** Decodes bytes to text of one character per byte. It is opaque unless the schema accepts a string. */
export function decodeBinary(bytes: Uint8Array, context: DecodeContext): DecodedBody {
  reserveText(bytes, context);
  return { value: toBinaryText(bytes), isOpaque: !context.mediaType.form.takesText() };
}

/** Converts bytes to text of one character per byte. So `maxLength` counts bytes, and no byte is lost. */
export function toBinaryText(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK)
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  return text;
}

/** A number of arguments that one call can take. */
const CHUNK = 8192;
