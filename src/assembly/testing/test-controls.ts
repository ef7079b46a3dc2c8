import type { components, operations } from '../../control/wire/control.generated.ts';
import { toCamelCase, toSnakeCase, type CamelCased } from '../../control/wire/wire-names.ts';
import { SimulatorError } from '../../kernel/simulator-error.ts';
import type { ResponseCheckReport } from '../../pipeline/response/check.ts';
import type { ReplyOptions } from '../load/load-contract.ts';
import { callControl, type ControlAccess } from './call-control.ts';
import { describeMiss } from './describe-verdict.ts';

type Schemas = components['schemas'];

/** Which requests fail, how, and how often. */
export type FaultOptions = CamelCased<Schemas['NewFault']>;
/** An active fault: its rule, its id and its hits. */
export type Fault = CamelCased<Schemas['Fault']>;
/** A recorded request with its response. */
export type RecordedRequest = CamelCased<Schemas['Exchange']>;
/** What every stage did with a recorded request, and why. */
export type Explanation = CamelCased<Schemas['Explanation']>;
/** What the transactions of a recorded request have changed. */
export type RequestChanges = CamelCased<Schemas['RequestChanges']>;
/** What a recorded request did when it was sent again, beside what it did before. */
export type ReplayReport = CamelCased<ReplayBody>;
/** Where to send a recorded request again: into this sandbox, by default into a new fork of its world. */
export interface ReplayOptions extends RequestSelection {
  readonly sandbox?: string | { readonly name: string };
}
/** Which requests are expected. Without any property, every request. */
export type Expectation = CamelCased<Schemas['Expectation']>;
/** Which requests are expected, and how often: at least once by default. */
export type Verification = CamelCased<Schemas['Verification']>;
/** Whether a verification holds, with the nearest requests where it does not. */
export type Verdict = CamelCased<Schemas['Verdict']>;
/** A scenario with its steps and the requests that it expects; whether it is active, and its current step. */
export type ScenarioInfo = CamelCased<Schemas['ScenarioSummary']>;
/** How to activate a scenario: on top of what the world holds, and at which of its steps. */
export type ScenarioOptions = CamelCased<
  NonNullable<operations['activateScenario']['requestBody']>['content']['application/json']
>;
/** A token of a user. `expiresAt` is null when it never ends. */
export type IssuedToken = CamelCased<TokenBody>;
/** Selects one of several recorded requests with the same id, by its `number`. The newest is meant without it. */
export interface RequestSelection {
  readonly number?: number;
}
/**
 * Selects recorded requests. `status` is a number, or a class such as `4XX`; `path` is part of the path; `order` is
 * `desc` for the newest first; `limit` is how many are returned.
 */
export type RequestFilter = CamelCased<Omit<RequestQuery, 'status' | 'after'>> & {
  readonly status?: string | number;
};

type TokenBody = operations['createToken']['responses'][201]['content']['application/json'];
type ReplayBody = operations['replayRequest']['responses'][200]['content']['application/json'];
type RequestQuery = NonNullable<operations['listRequests']['parameters']['query']>;

/** Prepares one world for a test, and verifies its requests: calls of the control plane, without a server. */
export interface TestControls {
  /** Adds a fault. Rejects with a SimulatorError that lists every invalid option. */
  fault(options: FaultOptions): Promise<Fault>;
  /** Returns the active faults. */
  faults(): Promise<readonly Fault[]>;
  /** Removes the fault with this id; without an id, every fault. */
  clearFaults(id?: string): Promise<void>;
  /**
   * Activates the scenario with this name. Resets the world first, unless `keepData` is set. One with steps begins with
   * the first, or with `step`.
   */
  scenario(name: string, options?: ScenarioOptions): Promise<ScenarioInfo>;
  /** Returns all scenarios: which one is active, and at which step. */
  scenarios(): Promise<readonly ScenarioInfo[]>;
  /** Goes to the next step of the active scenario. Rejects with a SimulatorError (STATE_CONFLICT) in the last one. */
  nextStep(): Promise<ScenarioInfo>;
  /**
   * Goes back to the step before, and to the world as it was when that step was left. Rejects with a SimulatorError
   * (STATE_CONFLICT) in the first one.
   */
  previousStep(): Promise<ScenarioInfo>;
  /**
   * Decides what models answer in this world: a text, or a rule of a script. The latest one that matches answers,
   * before those of a scenario. A reset removes it.
   */
  reply(reply: string | ReplyOptions): Promise<void>;
  /** Issues a token for a user of this world, by id or email address: `Authorization: Bearer ${token}`. */
  token(user: string | number): Promise<IssuedToken>;
  /** Returns the recorded requests that match the filter, by default the oldest first and 1,000 at most. */
  requests(filter?: RequestFilter): Promise<readonly RecordedRequest[]>;
  clearRequests(): Promise<void>;
  /**
   * Explains the recorded request with this id (`X-Request-Id`): what every stage did with it, and why. Of several with
   * that id, the newest, or the one with `number`. Rejects with a SimulatorError (RECORD_NOT_FOUND) when the log does
   * not have it.
   */
  explain(requestId: string, options?: RequestSelection): Promise<Explanation>;
  /** Returns which records a recorded request created, updated and deleted, and the work that it scheduled. */
  changes(requestId: string, options?: RequestSelection): Promise<RequestChanges>;
  /**
   * Undoes what a recorded request changed, and returns the number of records. Rejects with a SimulatorError
   * (STATE_CONFLICT) that names the records when one has changed since; nothing changes then.
   */
  revert(requestId: string, options?: RequestSelection): Promise<number>;
  /**
   * Sends a recorded request again, as its user: into a new fork of this world, or into the sandbox of the options.
   * Rejects with a SimulatorError: STATE_CONFLICT when the request was not recorded completely, RECORD_NOT_FOUND when
   * the log of this world does not have it.
   */
  replay(requestId: string, options?: ReplayOptions): Promise<ReplayReport>;
  /**
   * Checks that the expected requests were received. Rejects with a SimulatorError (EXPECTATION_FAILED), whose message
   * lists the nearest requests, if they were not.
   */
  verify(verification: Verification): Promise<void>;
  /** Returns how many of the recorded requests are like the expected one. */
  count(expectation?: Expectation): Promise<number>;
  /** Returns the number of responses checked against the contract, and each way in which one broke it. */
  violations(): ResponseCheckReport;
}

/** Creates the controls of the world that `access` selects. What it cannot do by a call is passed to it. */
export function createTestControls(
  access: ControlAccess,
  { violations, reply }: Pick<TestControls, 'violations' | 'reply'>,
): TestControls {
  return {
    violations,
    reply,
    ...createScenarioControls(access),
    fault: async (options) =>
      toCamelCase(
        await callControl<Schemas['Fault']>(access, 'POST', '/faults', toSnakeCase<Schemas['NewFault']>(options)),
      ),
    faults: async () =>
      toCamelCase((await callControl<{ faults: Schemas['Fault'][] }>(access, 'GET', '/faults')).faults),
    clearFaults: (id) =>
      callControl(access, 'DELETE', id === undefined ? '/faults' : `/faults/${encodeURIComponent(id)}`),
    requests: async (filter = {}) => {
      const path = `/requests?${toQuery(filter)}`;
      return toCamelCase((await callControl<{ requests: Schemas['Exchange'][] }>(access, 'GET', path)).requests);
    },
    clearRequests: () => callControl(access, 'DELETE', '/requests'),
    token: async (user) => toCamelCase(await callControl<TokenBody>(access, 'POST', '/tokens', { user })),
    ...createRequestControls(access),
    verify: async (verification) => {
      const verdict = await judge(access, verification);
      if (!verdict.satisfied) throw new SimulatorError('EXPECTATION_FAILED', describeMiss(verification, verdict));
    },
    count: async (expectation = {}) => (await judge(access, { ...expectation, atLeast: 0 })).count,
  };
}

function createRequestControls(access: ControlAccess): Pick<TestControls, 'explain' | 'changes' | 'revert' | 'replay'> {
  return {
    explain: async (id, options) =>
      toCamelCase(await callControl<Schemas['Explanation']>(access, 'GET', toRequestPath(id, 'explain', options))),
    changes: async (id, options) =>
      toCamelCase(await callControl<Schemas['RequestChanges']>(access, 'GET', toRequestPath(id, 'changes', options))),
    revert: async (id, options) =>
      (await callControl<{ readonly reverted: number }>(access, 'POST', toRequestPath(id, 'revert', options))).reverted,
    replay: async (id, { sandbox, ...options } = {}) => {
      const body = sandbox === undefined ? {} : { sandbox: typeof sandbox === 'string' ? sandbox : sandbox.name };
      return toCamelCase(await callControl<ReplayBody>(access, 'POST', toRequestPath(id, 'replay', options), body));
    },
  };
}

function toRequestPath(id: string, what: string, { number }: RequestSelection = {}): string {
  return `/requests/${encodeURIComponent(id)}/${what}${number === undefined ? '' : `?number=${number}`}`;
}

function createScenarioControls(
  access: ControlAccess,
): Pick<TestControls, 'scenario' | 'scenarios' | 'nextStep' | 'previousStep'> {
  const post = async (path: string, options?: ScenarioOptions): Promise<ScenarioInfo> =>
    toCamelCase(
      await callControl<Schemas['ScenarioSummary']>(
        access,
        'POST',
        `/scenarios/${path}`,
        options === undefined ? undefined : toSnakeCase<object>(options),
      ),
    );
  return {
    scenario: (name, options) => post(`${encodeURIComponent(name)}/activate`, options),
    scenarios: async () =>
      toCamelCase(
        (await callControl<{ scenarios: Schemas['ScenarioSummary'][] }>(access, 'GET', '/scenarios')).scenarios,
      ),
    nextStep: () => post('next'),
    previousStep: () => post('previous'),
  };
}

async function judge(access: ControlAccess, verification: Verification): Promise<Verdict> {
  const body = toSnakeCase<Schemas['Verification']>(verification);
  return toCamelCase(await callControl<Schemas['Verdict']>(access, 'POST', '/requests/verify', body));
}

function toQuery(filter: RequestFilter): string {
  const query = new URLSearchParams({ limit: '1000' });
  for (const [name, value] of Object.entries(toSnakeCase<object>(filter)))
    if (value !== undefined) query.set(name, String(value));
  return query.toString();
}
