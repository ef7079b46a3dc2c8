/**
 * Sends a request to the server that was named, and to no other: a redirect is returned as it is, since its target
 * would get the tokens and the body. The body of the response fails when the signal is aborted, and beyond
 * MAX_RESPONSE, because a server may never end it.
 */
export async function sendRequest(request: Request, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(request, { redirect: 'manual', ...(signal === undefined ? {} : { signal }) });
  return response.body === null ? response : new Response(limitBody(response.body, signal), response);
}

/**
 * Passes a body on, and fails beyond MAX_RESPONSE. It also fails by itself when the signal is aborted: an abort that
 * comes after `fetch` has ended may not reach a body that is piped, which is waited for without end then.
 */
function limitBody(body: ReadableStream<Uint8Array>, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const cancel = (reason: unknown): Promise<void> => reader.cancel(reason).catch(() => undefined);
  let size = 0;
  return new ReadableStream({
    start: (controller) => {
      const fail = (): void => {
        controller.error(signal?.reason);
        void cancel(signal?.reason);
      };
      if (signal?.aborted === true) fail();
      else signal?.addEventListener('abort', fail, { once: true });
      void reader.closed.catch(() => undefined).then(() => signal?.removeEventListener('abort', fail));
    },
    pull: async (controller) => {
      const { done, value } = await reader.read();
      // It has failed already.
      if (signal?.aborted === true) return;
      if (done) return controller.close();
      size += value.length;
      if (size <= MAX_RESPONSE) return controller.enqueue(value);
      controller.error(new Error(`it is larger than ${MAX_RESPONSE / MEGABYTE} MB`));
      await cancel('too large');
    },
    cancel,
  });
}

const MEGABYTE = 1024 ** 2;
/** In bytes. A text of V8 has at most 512 MB. */
const MAX_RESPONSE = 256 * MEGABYTE;
