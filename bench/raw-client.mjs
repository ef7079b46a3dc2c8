import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * One kept connection and nothing around it, since what a client costs is part of what is measured. One request at a
 * time; answers have a length.
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
    const answer = parseAnswer(received);
    if (answer === undefined) return;
    received = Buffer.alloc(0);
    waiting.resolve(answer);
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
 * Sends one request after the other on each of several connections until `isOver`; throws where one is not answered as
 * `send` expects. Gives how many.
 */
export async function keepBusy(port, { headers, connections, isOver, send }) {
  const clients = await Promise.all(Array.from({ length: connections }, () => openClient(port, headers)));
  let count = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (!isOver(count)) {
        // Not `count += await …`: that would add to what the count was before the others were answered.
        const sent = await send(client, count);
        count += sent;
      }
    }),
  ).finally(() => clients.forEach((client) => client.close()));
  return count;
}

/** The status and body of a whole answer; undefined while there is more to come. */
function parseAnswer(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = bytes.latin1Slice(0, end);
  const status = Number(head.slice(9, 12));
  const length = status === 204 ? 0 : Number(/\ncontent-length: (\d+)/i.exec(head)?.[1]);
  if (Number.isNaN(length)) throw new Error(`An answer without a length: ${head}`);
  if (bytes.length < end + 4 + length) return undefined;
  return { status, text: () => bytes.toString('utf8', end + 4) };
}
