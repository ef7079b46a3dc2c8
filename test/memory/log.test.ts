import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { expectBoundedMemory } from './expect-bounded-memory.ts';

it('memory stays bounded for the log of requests with large headers', async () => {
  await expectBoundedMemory(['--ephemeral'], async ({ port }) => {
    const responses = await Promise.all([0, 1, 2, 3].map((part) => sendMany(port, part, 6000)));
    expect(responses).toEqual([6000, 6000, 6000, 6000]);
  });
});

/**
 * Sends requests with 15 KB of headers to sixty sandboxes, 16 at a time on one connection. Returns the number of
 * responses.
 */
function sendMany(port: number, part: number, total: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let [sent, answered, rest] = [0, 0, ''];
    const socket = connect(port, '127.0.0.1');
    const send = (): void => {
      for (; sent < total && sent - answered < 16; sent += 1) socket.write(toRequest(part * total + sent));
      if (answered === total) socket.end();
    };
    socket.on('connect', send);
    socket.on('data', (chunk) => {
      const text = rest + chunk.toString('latin1');
      answered += text.split(STATUS_LINE).length - 1;
      // A status line may be split across two reads; a complete one must not be counted twice.
      rest = text.slice(text.lastIndexOf(STATUS_LINE) + 1).slice(-STATUS_LINE.length + 1);
      send();
    });
    socket.on('close', () => resolve(answered));
    socket.on('error', reject);
  });
}

function toRequest(number: number): string {
  const filler = ['a', 'b'].map((letter) => `X-Filler-${letter}: ${number}${letter.repeat(7400)}`);
  const lines = [
    'GET /api/v1/user HTTP/1.1',
    'Host: 127.0.0.1',
    'Authorization: Bearer athena-demo-token',
    `X-Athena-Sandbox: m${number % 60}`,
  ];
  return [...lines, ...filler, '', ''].join('\r\n');
}

const STATUS_LINE = 'HTTP/1.1 ';
