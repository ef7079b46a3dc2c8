import type { SimulatorOptions } from '../assembly/load/complete-options.ts';
import { findServer, type ServerAddress } from './remote-control.ts';

/** A server that tests use: one that runs elsewhere, or one of this process. */
export interface OpenedServer extends ServerAddress {
  /** Stops the server if it is of this process. */
  close(): Promise<void>;
}

/** How a simulator is started in this process. */
export interface StartedServer {
  readonly adminToken: string;
  listen(): Promise<{ readonly url: string }>;
  close(): Promise<void>;
}

/** Which server to use. */
export interface OpenServerOptions {
  /** The address of a running server; undefined to start one. */
  readonly url: string | undefined;
  readonly adminToken: string | undefined;
  /** The options of a server that is started. */
  readonly options: SimulatorOptions;
  readonly start: (options: SimulatorOptions) => Promise<StartedServer>;
}

/** Finds the server at the address, or starts one on a free port. Rejects with a SimulatorError if that fails. */
export async function openServer({ url, adminToken, options, start }: OpenServerOptions): Promise<OpenedServer> {
  if (url !== undefined) {
    const found = await findServer({ url, adminToken: adminToken ?? '' });
    return { ...found, close: async () => {} };
  }
  const simulator = await start(options);
  const { url: started } = await simulator.listen();
  return { url: started, adminToken: simulator.adminToken, close: () => simulator.close() };
}
