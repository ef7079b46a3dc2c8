import { createParser } from 'eventsource-parser';
import { isEventStreamMediaType, toMediaTypeName } from '../../../contract/schema/media-type-name.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { ChatError } from './chat-answer.ts';

/**
 * Returns the events of a streamed chat completion as they arrive, up to `[DONE]`. A server that does not stream sends
 * one JSON document, which is one event.
 */
export async function* readChatEvents({ body, headers }: Response): AsyncGenerator<JsonObject> {
  if (body === null) throw new ChatError("The model's server sent no body.");
  if (!isEventStreamMediaType(toMediaTypeName(headers.get('content-type') ?? '')))
    return yield parse(await readAll(body));
  const arrived: string[] = [];
  const parser = createParser({
    onEvent: ({ data }) => void arrived.push(data),
    maxBufferSize: MAX_EVENT,
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded')
        throw new ChatError(`The model's server sent an event of more than ${MAX_EVENT} characters.`);
    },
  });
  const read = function* (): Generator<string> {
    while (arrived.length > 0) yield arrived.shift() ?? '';
  };
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    for (const data of read()) {
      if (data === DONE) return;
      yield parse(data);
    }
  }
  // Some servers leave out the empty line after the last event.
  parser.feed(`${decoder.decode()}\n\n`);
  for (const data of read()) if (data !== DONE) yield parse(data);
}

async function readAll(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > MAX_EVENT) throw new ChatError(`The model's server sent more than ${MAX_EVENT} characters.`);
  }
  return text + decoder.decode();
}

function parse(data: string): JsonObject {
  let value: JsonValue;
  try {
    value = JSON.parse(data) as JsonValue;
  } catch {
    throw new ChatError("The model's server sent what is not JSON.");
  }
  if (!isJsonObject(value)) throw new ChatError("The model's server sent JSON that is not an object.");
  return value;
}

const DONE = '[DONE]';
/** Maximum length of one event, in characters. */
const MAX_EVENT = 4_000_000;
