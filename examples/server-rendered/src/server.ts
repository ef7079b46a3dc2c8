import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createAthenaClient } from 'athena-simulator/client';

/** A server that renders pages from the API. It knows nothing of sandboxes: `propagate` passes them on. */
const api = createAthenaClient({ baseUrl: process.env['ATHENA_URL'] ?? 'http://localhost:4010' });

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const TEXT = { 'content-type': 'text/plain; charset=utf-8' };

const server = createServer((request, response) => {
  respond(request).then(
    ({ status, headers, page = '' }) => response.writeHead(status, headers).end(page),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(Number(process.env['PORT'] ?? 3000), 'localhost', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`http://localhost:${port}`);
});

interface Rendered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly page?: string;
}

/** Creates a thread when the form is sent, and shows the newest threads otherwise. */
async function respond(request: IncomingMessage): Promise<Rendered> {
  if (request.method === 'POST') {
    const name = new URLSearchParams(await text(request)).get('name') ?? '';
    const { error } = await api.POST('/api/v1/threads', { body: { name } });
    return error ? { status: 422, headers: TEXT, page: error.message } : { status: 303, headers: { location: '/' } };
  }
  const query = { sort_by: 'created_at', sort_direction: 'desc', per_page: 100 } as const;
  const { data, error } = await api.GET('/api/v1/threads', { params: { query } });
  if (error) return { status: 502, headers: TEXT, page: error.message };
  return { status: 200, headers: HTML, page: toPage(data.data) };
}

function toPage(threads: readonly { readonly name: string }[]): string {
  const items = threads.map(({ name }) => `<li>${escape(name)}</li>`);
  return `<!doctype html>
<title>Threads</title>
<form method="post"><input name="name" aria-label="Name"> <button>Create</button></form>
<ul>${items.join('')}</ul>`;
}

function escape(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
