import { EventSourceParserStream } from 'eventsource-parser/stream';

/** A server-sent event whose data is JSON. */
export interface JsonEvent {
  readonly event: string;
  readonly id?: string;
  readonly data: unknown;
}

/**
 * Yields the events of a body as they arrive. Cancels the body when the caller leaves the loop or aborts the signal; an
 * abort rejects with the signal's reason. Throws a SyntaxError when an event's data is not JSON.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<JsonEvent, void, void> {
  const reader = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
  const cancel = (): void => void reader.cancel(signal?.reason).catch(() => undefined);
  signal?.addEventListener('abort', cancel);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      signal?.throwIfAborted();
      if (done) return;
      const { event = 'message', id, data } = value;
      yield { event, ...(id === undefined ? {} : { id }), data: JSON.parse(data) as unknown };
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}
