import type { components } from '../control/control.generated.ts';
import type { ResponseLedger } from '../pipeline/check.ts';
import { PRODUCT } from '../kernel/product.ts';
import { callControl, ControlError, type ControlAccess } from './call-control.ts';

type Schemas = components['schemas'];

/** Called as the global `fetch` is. */
export type FetchLike = (input: Request | string | URL, init?: RequestInit) => Promise<Response>;

/** What a test orders of one world, and asks it afterwards: the control plane's calls, without a server. */
export interface WorldHandle {
  /** Answers a Fetch request in this world; called as the global `fetch` is, with whole addresses. */
  readonly fetch: FetchLike;
  /** Orders a fault. Rejects with a ControlError that says what is wrong with the order. */
  fault(order: Schemas['FaultOrder']): Promise<Schemas['Fault']>;
  faults(): Promise<readonly Schemas['Fault'][]>;
  /** Calls off the fault of that id, or every one. */
  clearFaults(id?: string): Promise<void>;
  /** What this world was asked, the oldest first; by operation, status, path and so on. */
  requests(filter?: RequestFilter): Promise<readonly Schemas['Exchange'][]>;
  clearRequests(): Promise<void>;
  /** Whether something was received; if not, what came nearest. */
  verify(verification: Schemas['Verification']): Promise<Schemas['Verdict']>;
  /** How many answers were checked against the contract, and each way in which one broke it. */
  violations(): ResponseLedger;
}

/** Which requests are asked for. */
export interface RequestFilter {
  readonly operation_id?: string;
  readonly method?: string;
  /** `404`, or a class: `4XX`. */
  readonly status?: string | number;
  /** A part of the path. */
  readonly path?: string;
  /** A JSON path into the body, and what it leads to. */
  readonly body_path?: string;
  readonly body_value?: string;
}

/** A handle on the world that `access` reaches. */
export function createWorldHandle(access: ControlAccess, parts: Pick<WorldHandle, 'fetch' | 'violations'>): WorldHandle {
  return {
    ...parts,
    fault: (order) => callControl(access, 'POST', '/faults', order),
    faults: async () => (await callControl<{ faults: readonly Schemas['Fault'][] }>(access, 'GET', '/faults')).faults,
    clearFaults: (id) => callControl(access, 'DELETE', id === undefined ? '/faults' : `/faults/${encodeURIComponent(id)}`),
    requests: async (filter = {}) => {
      const query = new URLSearchParams({ limit: '1000' });
      for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
      return (await callControl<{ requests: readonly Schemas['Exchange'][] }>(access, 'GET', `/requests?${query.toString()}`)).requests;
    },
    clearRequests: () => callControl(access, 'DELETE', '/requests'),
    verify: (verification) => callControl(access, 'POST', '/requests/verify', verification),
  };
}

/** A world of its own, by name: forked from the baseline when it is first used. */
export interface Sandbox extends WorldHandle {
  readonly name: string;
  /** What a request needs to be this sandbox's. */
  readonly headers: Readonly<Record<string, string>>;
  /** Ends it; the next request that names it begins anew. */
  forget(): Promise<void>;
}

/** A handle on the sandbox that `access` names. */
export function createSandbox(
  access: ControlAccess & { readonly sandbox: string },
  parts: Pick<WorldHandle, 'fetch' | 'violations'>,
): Sandbox {
  const headers = { [PRODUCT.sandboxHeader]: access.sandbox };
  const fetch: FetchLike = (input, init) => {
    const request = new Request(input, init);
    request.headers.set(PRODUCT.sandboxHeader, access.sandbox);
    return parts.fetch(request);
  };
  return {
    ...createWorldHandle(access, { ...parts, fetch }),
    name: access.sandbox,
    headers,
    forget: () => forget(access),
  };
}

/** One that was never used is not there to be forgotten. */
async function forget({ sandbox, ...access }: ControlAccess & { readonly sandbox: string }): Promise<void> {
  try {
    await callControl({ ...access, sandbox: undefined }, 'DELETE', `/sandboxes/${encodeURIComponent(sandbox)}`);
  } catch (error) {
    if (!(error instanceof ControlError) || error.status !== 404) throw error;
  }
}
