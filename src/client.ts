import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './athena/contract.generated.ts';
import type { paths as controlPaths } from './control/control.generated.ts';

export type { components, operations, paths } from './athena/contract.generated.ts';
export type {
  components as controlComponents,
  operations as controlOperations,
  paths as controlPaths,
} from './control/control.generated.ts';

/** How a client reaches a simulator, or the real API. */
export interface ClientOptions {
  /** `http://127.0.0.1:4010`, unless said. */
  readonly baseUrl?: string | undefined;
  /** Who calls: `athena-demo-token` is the demo user. */
  readonly token?: string | undefined;
  /** The sandbox of a simulator. */
  readonly sandbox?: string | undefined;
  /** Instead of the global one: a simulator's `fetch` needs no server. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** A client of the Athena API whose paths, parameters, bodies and answers are typed by the contract. */
export function createAthenaClient({ token = 'athena-demo-token', ...options }: ClientOptions = {}): Client<paths> {
  return createFetchClient<paths>(toOptions(options, { authorization: `Bearer ${token}` }));
}

/** A client of a simulator's control plane, typed by its document. `token` is that of the control plane, where it wants one. */
export function createControlClient({ token, ...options }: ClientOptions = {}): Client<controlPaths> {
  return createFetchClient<controlPaths>(toOptions(options, token === undefined ? {} : { 'x-athena-admin-token': token }));
}

function toOptions(
  { baseUrl = 'http://127.0.0.1:4010', sandbox, fetch }: Omit<ClientOptions, 'token'>,
  headers: Readonly<Record<string, string>>,
): { baseUrl: string; headers: Record<string, string>; fetch?: (request: Request) => Promise<Response> } {
  return {
    baseUrl,
    headers: { ...headers, ...(sandbox === undefined ? {} : { 'x-athena-sandbox': sandbox }) },
    ...(fetch === undefined ? {} : { fetch }),
  };
}
