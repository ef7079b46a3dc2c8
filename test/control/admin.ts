import type { Simulator } from '../../src/index.ts';

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
 * headers are sent with each call.
 */
export function createCaller(simulator: Simulator, sandbox?: string, further: Readonly<Record<string, string>> = {}) {
  const named: Record<string, string> = sandbox === undefined ? {} : { 'x-athena-sandbox': sandbox };
  return async function call(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = {
      ...named,
      ...further,
      authorization: 'Bearer athena-demo-token',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
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

/** The same for the baseline and for a sandbox. */
export const PLACES = [
  ['the baseline', undefined],
  ['a sandbox', 'w1'],
] as const;
