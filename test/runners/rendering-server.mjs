import http, { createServer, request as sendRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server that renders pages from the API, in several ways, and knows nothing of sandboxes. */
const api = process.env.ATHENA_URL;
const headers = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };

const WAYS = {
  fetch: async (method, path, body) => {
    const init = body === undefined ? { method, headers } : { method, headers, body };
    return (await fetch(api + path, init)).json();
  },
  request: (method, path, body) =>
    readJson((callback) => http.request(api + path, { method, headers }, callback), body),
  options: (method, path, body) => {
    const { hostname, port } = new URL(api);
    return readJson((callback) => sendRequest({ hostname, port, path, method, headers }, callback), body);
  },
};

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  // What runs here was started by the connection, and not by the listener of the request.
  request.on('end', () => {
    render(JSON.parse(Buffer.concat(chunks).toString())).then(
      (page) => response.end(JSON.stringify(page)),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
});
// Node's own five seconds can end while the test is about to send its next request.
server.keepAliveTimeout = 65_000;
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));

async function render({ way, name }) {
  const call = WAYS[way];
  await sleep(Math.random() * 5);
  const { data: thread } = await call('POST', '/api/v1/threads', JSON.stringify({ name }));
  await new Promise((resolve) => setImmediate(resolve));
  const { data: own } = await call('GET', `/api/v1/threads/${thread.uuid}`);
  const { data } = await call('GET', '/api/v1/threads?search=note&sort_by=created_at&sort_direction=desc&per_page=100');
  return { own: own.name, newest: data.map((other) => other.name) };
}

function readJson(send, body) {
  return new Promise((resolve, reject) => {
    const sent = send(async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve(JSON.parse(text));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
