import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Returns a port of this machine on which nothing listens at present. It is below those that the system gives to
 * clients and to servers on port 0, so that none of them takes it before the test does.
 */
export async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const port = randomInt(MIN_PORT, MAX_PORT);
    if (await isFree(port)) return port;
  }
  throw new Error('There is no free port.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

const MAX_ATTEMPTS = 100;
const MIN_PORT = 20_000;
/** Linux gives the ports from 32,768 on, other systems those from 49,152 on. */
const MAX_PORT = 32_000;
