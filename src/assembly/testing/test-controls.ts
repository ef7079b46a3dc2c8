import type { components } from '../../control/control.generated.ts';
import type { ResponseCheckReport } from '../../pipeline/response/check.ts';
import { callControl, type ControlAccess } from './call-control.ts';

type Schemas = components['schemas'];

/** What a test orders of one world, and asks it afterwards: the control plane's calls, without a server. */
export interface TestControls {
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
  violations(): ResponseCheckReport;
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

/** The controls of the world that `access` reaches. */
export function createTestControls(access: ControlAccess, violations: TestControls['violations']): TestControls {
  return {
    violations,
    fault: (order) => callControl(access, 'POST', '/faults', order),
    faults: async () => (await callControl<{ faults: readonly Schemas['Fault'][] }>(access, 'GET', '/faults')).faults,
    clearFaults: (id) =>
      callControl(access, 'DELETE', id === undefined ? '/faults' : `/faults/${encodeURIComponent(id)}`),
    requests: async (filter = {}) => {
      const query = new URLSearchParams({ limit: '1000' });
      for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
      return (
        await callControl<{ requests: readonly Schemas['Exchange'][] }>(access, 'GET', `/requests?${query.toString()}`)
      ).requests;
    },
    clearRequests: () => callControl(access, 'DELETE', '/requests'),
    verify: (verification) => callControl(access, 'POST', '/requests/verify', verification),
  };
}
