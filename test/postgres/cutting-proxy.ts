import { createServer, connect, type Socket } from 'node:net';

/** A TCP proxy in front of a server, which can fail as a network does. */
export interface CuttingProxy {
  readonly port: number;
  /** Swallows the server's next response to an append, and cuts the connection: the append has been committed. */
  swallowNextResponse(): void;
  /** The number of responses that were swallowed. */
  readonly swallowed: number;
  /** Passes nothing on, in either direction, and cuts nothing, until it is set to false. */
  setBlackHole(isOn: boolean): void;
  /** Cuts all connections. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts a proxy to a port of this machine. */
export async function startProxy(target: number): Promise<CuttingProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isSwallowing = false;
  let swallowed = 0;
  let isBlackHole = false;
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const pair = [client, upstream] as const;
    pairs.add(pair);
    const drop = (): void => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    client.on('data', (bytes) => isBlackHole || upstream.write(bytes));
    upstream.on('data', (bytes) => {
      if (isBlackHole) return;
      if (isSwallowing && isAppended(bytes)) {
        isSwallowing = false;
        swallowed += 1;
        drop();
      } else client.write(bytes);
    });
    for (const socket of pair) socket.on('error', drop).on('close', drop);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  const cut = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    port: address.port,
    swallowNextResponse: () => {
      isSwallowing = true;
    },
    get swallowed() {
      return swallowed;
    },
    setBlackHole: (isOn) => {
      isBlackHole = isOn;
    },
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whether a response has the columns of an append, and the tag of a statement that was executed and committed. */
function isAppended(bytes: Buffer): boolean {
  return bytes.includes('SELECT 1\0') && bytes.includes('logBytes') && !bytes.includes('resetState');
}
