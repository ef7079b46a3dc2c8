import { toMediaTypeName } from '../../contract/schema/media-type-name.ts';
import { binary } from './binary.ts';
import { eventStream } from './event-stream.ts';
import { form } from './form.ts';
import { json } from './json.ts';
import type { MediaTypeCodec } from './media-type-codec.ts';
import { multipart } from './multipart.ts';
import { ndjson } from './ndjson.ts';
import { text } from './text.ts';
import { xml } from './xml.ts';

/** The media types that are read and written, in the order in which they are tried. The last one matches every name. */
const MEDIA_TYPES: readonly MediaTypeCodec[] = [json, form, multipart, eventStream, ndjson, xml, text, binary];

/** Returns the codec for a media type, which may have parameters. */
export function findMediaType(mediaType: string): MediaTypeCodec {
  // Most bodies are JSON without parameters.
  if (json.matches(mediaType)) return json;
  const name = toMediaTypeName(mediaType);
  return MEDIA_TYPES.find((codec) => codec.matches(name)) ?? binary;
}
