import { createServer, connect, type Socket } from 'node:net';

/** A TCP proxy in front of a server, which can fail as a network does. */
export interface CuttingProxy {
  readonly port: number;
  /** Swallows the server's next response, and cuts the connection: what was asked for has happened. */
  swallowNextResponse(): void;
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
      // The tag of a statement that has been executed: the server has committed.
      if (isSwallowing && bytes.includes('SELECT 1\0')) {
        isSwallowing = false;
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
