import { isEventStreamMediaType } from '../../contract/schema/media-type-name.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { MediaTypeCodec } from './media-type-codec.ts';
import { decodeText } from './text.ts';

/**
 * Server-sent events (HTML Standard, section 9.2). A string is a complete stream; any other value becomes one event,
 * and a list one event for each element, with JSON as data.
 */
export const eventStream: MediaTypeCodec = {
  matches: isEventStreamMediaType,
  decode: decodeText,
  encode: (value, { mediaType }) => ({
    text: typeof value === 'string' ? value : toEvents(Array.isArray(value) ? value : [value]),
    contentType: mediaType,
  }),
  // The compressor would hold events back until its buffer is full.
  isCompressible: false,
};

function toEvents(values: readonly JsonValue[]): string {
  return values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join('');
}
