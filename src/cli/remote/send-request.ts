/**
 * Sends a request to the server that was named, and to no other: a redirect is returned as it is, since its target
 * would get the tokens and the body. The body of the response fails beyond MAX_RESPONSE, because a server may never end
 * it.
 */
export async function sendRequest(request: Request): Promise<Response> {
  const response = await fetch(request, { redirect: 'manual' });
  return response.body === null ? response : new Response(response.body.pipeThrough(createLimit()), response);
}

/** Creates a stream that passes bytes on, and fails beyond MAX_RESPONSE. */
function createLimit(): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.length;
      if (size > MAX_RESPONSE) controller.error(new Error(`it is larger than ${MAX_RESPONSE / MEGABYTE} MB`));
      else controller.enqueue(chunk);
    },
  });
}

const MEGABYTE = 1024 ** 2;
/** In bytes. A text of V8 has at most 512 MB. */
const MAX_RESPONSE = 256 * MEGABYTE;
