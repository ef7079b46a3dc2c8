import type { Represented } from '../../../src/pipeline/exchange/stages.ts';
import type { PrepareResponseSource, SourceContext } from '../../../src/pipeline/sources/response-source.ts';

/** The server that the double asks: method, path behind `/api/v1`, body. */
export type AskUpstream = (method: string, path: string, body?: unknown) => Promise<Response>;

/**
 * Returns a response source that stands for a proxy. It passes the bytes of an account on, streams the list of threads,
 * commits the name that `PUT /threads/…` sends, and responds to paths below `/upstream/`, which the contract does not
 * know. It leaves everything else to the next source.
 */
export function createUpstreamDouble(ask: AskUpstream): PrepareResponseSource {
  return ({ settings }) => ({
    name: 'upstream',
    respond: ({ operation, request, path, body }, context) => {
      const target = request.path.replace('/api/v1', '');
      if (operation.id === 'retrieveAccount') return toBytes(ask('GET', target));
      if (operation.id === 'listThreads') return toStream(ask('GET', target));
      if (operation.id === 'updateThread')
        return commitName(String(path['thread_uuid']), body, { answer: ask('PUT', target, body), context });
      return undefined;
    },
    respondToUnknown: async ({ request }) => {
      if (!request.path.startsWith('/upstream/')) return undefined;
      const sent = new TextDecoder().decode(await request.body(settings.maxBody));
      return { ...HEAD, status: 200, mediaType: 'text/plain', bytes: new TextEncoder().encode(`echo ${sent}`) };
    },
  });
}

async function toBytes(asked: Promise<Response>): Promise<Represented> {
  const answer = await asked;
  return { ...HEAD, status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

async function toStream(asked: Promise<Response>): Promise<Represented> {
  const text = await (await asked).text();
  return {
    ...HEAD,
    status: 200,
    stream: async function* () {
      yield text.slice(0, 10);
      yield new TextEncoder().encode(text.slice(10));
    },
  };
}

/** Stores the name as the upstream shows it, and has the upstream's response checked before the commit. */
async function commitName(
  uuid: string,
  body: unknown,
  { answer, context }: { readonly answer: Promise<Response>; readonly context: SourceContext },
): Promise<Represented> {
  const represented = await toBytes(answer);
  const { name } = body as { readonly name: string };
  await context.commit(
    (transaction) => transaction.update('threads', uuid, { name: name === NAME_OF_NO_TEXT ? 7 : name }),
    () => represented,
  );
  return represented;
}

const HEAD = { headers: { 'x-upstream': 'yes' }, body: undefined, isExample: false } as const;
/** The double stores a number instead of this name, so that the record breaks the contract. */
export const NAME_OF_NO_TEXT = 'no text';
