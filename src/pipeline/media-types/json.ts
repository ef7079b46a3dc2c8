import { isJsonMediaType } from '../../contract/schema/media-type-name.ts';
import { limitJsonValues, SMALL_BODY } from './body-limits.ts';
import type { MediaTypeCodec } from './media-type-codec.ts';
import { parseJson } from './parse-json.ts';
import { decodeUtf8 } from './utf8.ts';

/** JSON: `application/json`, `text/json` and media types that end in `+json` (RFC 6839). */
export const json: MediaTypeCodec = {
  matches: isJsonMediaType,
  decode: (bytes, { limit, reserve }) => {
    if (bytes.length > SMALL_BODY) reserve?.(limitJsonValues(bytes, limit));
    return { value: parseJson(decodeUtf8(bytes)), isOpaque: false };
  },
  encode: (value, { mediaType }) => ({ text: JSON.stringify(value), contentType: mediaType }),
  isJson: true,
  isCompressible: true,
};
