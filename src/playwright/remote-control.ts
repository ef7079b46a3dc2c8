import type { ControlAccess } from '../assembly/testing/call-control.ts';
import { SimulatorError } from '../kernel/simulator-error.ts';
import { toReason } from '../kernel/text/to-reason.ts';

/** The address of a running server, and the token of its control plane if it requires one. */
export interface ServerAddress {
  /** Without a slash at its end. */
  readonly url: string;
  readonly adminToken: string;
}

/** Returns what calls the control plane of a running server. Calls reject if the server cannot be reached. */
export function toRemoteControl({ url, adminToken }: ServerAddress, sandbox: string | undefined): ControlAccess {
  return {
    adminToken,
    sandbox,
    pipeline: async ({ method, path, query, headers, body }) => {
      const bytes = await body(Infinity);
      const target = `${url}${path}${query === '' ? '' : `?${query}`}`;
      const content = bytes.length === 0 ? {} : { body: bytes.slice() };
      const response = await reach(url, () => fetch(target, { method, headers, ...content }));
      return { status: response.status, headers: {}, body: await response.text() };
    },
  };
}

/** Rejects with a SimulatorError if there is no simulator at the address. */
export async function findServer({ url, adminToken }: ServerAddress): Promise<ServerAddress> {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new SimulatorError(
      'INVALID_ARGUMENT',
      `Failed to find the simulator: ${JSON.stringify(url)} is not an HTTP address. Give one such as http://localhost:4010.`,
    );
  const address = { url: url.replace(/(?<!\/)\/+$/, ''), adminToken };
  const response = await reach(url, () => fetch(`${address.url}/__admin/health`));
  const text = await response.text();
  if (response.status === 200 && text.startsWith('{')) return address;
  throw new SimulatorError(
    'UNEXPECTED',
    `Failed to find the simulator: ${address.url}/__admin/health responded with ${response.status}. Give the address of a simulator.`,
  );
}

async function reach(url: string, send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new SimulatorError('UNEXPECTED', `Failed to reach the simulator at ${url}: ${toReason(cause)}`, {
      cause: error,
    });
  }
}
