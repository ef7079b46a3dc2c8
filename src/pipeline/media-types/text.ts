import { reserveText } from './body-limits.ts';
import type { DecodeContext, DecodedBody, EncodeContext, EncodedBody, MediaTypeCodec } from './media-type-codec.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { decodeUtf8 } from './utf8.ts';

/** Text: every `text/…` that has no codec of its own. The schema directs whether it is a number or a boolean. */
export const text: MediaTypeCodec = {
  matches: (name) => name.startsWith('text/'),
  decode: decodeText,
  encode: encodeText,
};

/** Decodes text by the schema. */
export function decodeText(bytes: Uint8Array, context: DecodeContext): DecodedBody {
  reserveText(bytes, context);
  return { value: context.mediaType.form.readText(decodeUtf8(bytes)), isOpaque: false };
}

/** Writes a string as it is, and any other value as JSON. */
export function encodeText(value: JsonValue, { mediaType }: EncodeContext): EncodedBody {
  return { text: typeof value === 'string' ? value : JSON.stringify(value), contentType: mediaType };
}
