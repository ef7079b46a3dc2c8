import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Returns a port on which nothing listens at present at this address of this machine. It is below those that the system
 * gives to clients and to servers on port 0, so that none of them takes it before the caller does. Rejects when no port
 * can be had, with the system's last error as the cause.
 */
export async function findFreePort(host = '127.0.0.1') {
  let cause;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const port = randomInt(MIN_PORT, MAX_PORT);
    try {
      await tryPort(port, host);
      return port;
    } catch (error) {
      cause = error;
    }
  }
  throw new Error(`Failed to find a free port of ${host} in ${MAX_ATTEMPTS} attempts.`, { cause });
}

/** Listens on a port for a moment. Rejects with the system's error when that is not possible. */
function tryPort(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, host, () => server.close(resolve));
  });
}

const MAX_ATTEMPTS = 100;
const MIN_PORT = 20_000;
/** Linux gives the ports from 32,768 on, other systems those from 49,152 on. */
const MAX_PORT = 32_000;
