import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Opens a minimal HTTP client on one connection: the client's cost is part of the measurement. Supports one request at
 * a time, and only responses with a Content-Length.
 */
export async function openClient(port, headers = {}) {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  await once(socket, 'connect');
  const shared = Object.entries({ host: `127.0.0.1:${port}`, ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  let waiting;
  let received = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const response = parseResponse(received);
    if (response === undefined) return;
    received = Buffer.alloc(0);
    waiting.resolve(response);
  });
  const fail = () => waiting?.reject(new Error('The server closed the connection.'));
  socket.on('error', fail);
  socket.on('close', fail);
  return {
    request(method, path, body) {
      const content =
        body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(`${method} ${path} HTTP/1.1\r\n${shared}${content}\r\n${body ?? ''}`);
      });
    },
    close: () => socket.destroy(),
  };
}

/**
 * Sends requests continuously on several connections until `isOver` returns true. Throws when `send` does. Returns the
 * number of requests.
 */
export async function keepBusy(port, { headers, connections, isOver, send }) {
  const clients = await Promise.all(Array.from({ length: connections }, () => openClient(port, headers)));
  let count = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (!isOver(count)) {
        // Not `count += await …`, which would read `count` before the await and lose concurrent additions.
        const sent = await send(client, count);
        count += sent;
      }
    }),
  ).finally(() => clients.forEach((client) => client.close()));
  return count;
}

/** Parses a response; returns undefined while it is incomplete. */
function parseResponse(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = bytes.latin1Slice(0, end);
  const status = Number(head.slice(9, 12));
  const length = status === 204 ? 0 : Number(/\ncontent-length: (\d+)/i.exec(head)?.[1]);
  if (Number.isNaN(length)) throw new Error(`A response without Content-Length: ${head}`);
  if (bytes.length < end + 4 + length) return undefined;
  return { status, text: () => bytes.toString('utf8', end + 4) };
}
