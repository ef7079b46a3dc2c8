import { afterAll, beforeAll, expect } from 'vitest';
import type { components } from '../../src/control/wire/control.generated.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line typescript/no-explicit-any -- tests look into bodies of many shapes
  readonly body: any;
}

/**
 * Calls a simulator without a port: the control plane, and the API as the demo user. `sandbox` names one; `further`
 * headers are sent with each call, an `authorization` in place of the demo user's.
 */
export function createCaller(simulator: Simulator, sandbox?: string, further: Readonly<Record<string, string>> = {}) {
  const named: Record<string, string> = sandbox === undefined ? {} : { 'x-athena-sandbox': sandbox };
  return async function call(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = {
      ...named,
      authorization: 'Bearer athena-demo-token',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...further,
    };
    const init =
      body === undefined
        ? { method, headers }
        : { method, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await simulator.fetch(`http://localhost${path}`, init);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  };
}

export type Call = ReturnType<typeof createCaller>;

/** A simulator that the tests of a file share, and callers of it. */
export interface SharedSimulator {
  readonly simulator: Simulator;
  /** Calls its baseline. */
  readonly call: Call;
  /** Returns a caller of a sandbox, or of the baseline, as `createCaller` does. */
  readonly at: (sandbox?: string, further?: Readonly<Record<string, string>>) => Call;
}

/** Creates a simulator before the tests of a file, always the same, and closes it after them. */
export function useSimulator(): SharedSimulator {
  let created: Simulator | undefined;
  const get = (): Simulator => {
    if (created === undefined) throw new Error('The simulator is created before the first test.');
    return created;
  };
  beforeAll(async () => {
    created = await createSimulator({ seed: 1 });
  });
  afterAll(() => created?.close());
  return {
    get simulator() {
      return get();
    },
    call: (...request) => createCaller(get())(...request),
    at:
      (...place) =>
      (...request) =>
        createCaller(get(), ...place)(...request),
  };
}

/** Returns the id of a request. */
export function idOf({ headers }: Answer): string {
  return String(headers.get('x-request-id'));
}

/** Returns the explanation of a request. */
export async function readExplanation(call: Call, answer: Answer): Promise<components['schemas']['Explanation']> {
  const found = await call('GET', `/__admin/requests/${idOf(answer)}/explain`);
  expect(found.status).toBe(200);
  return found.body;
}

/** Returns a token of a user of the demo world. */
export async function signIn(call: Call, email: string): Promise<string> {
  const { body } = await call('POST', '/api/v1/auth/sign-in', { email, password: 'password' });
  return String(body.data.token);
}

/** The same for the baseline and for a sandbox. */
export const PLACES = [
  ['the baseline', undefined],
  ['a sandbox', 'w1'],
] as const;
