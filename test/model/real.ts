import { expect } from 'vitest';
import type { Simulator } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { PEOPLE, type Person } from './model.ts';

/** A response with its parsed body. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonObject;
  /** `data` of the body, where it is one resource. */
  readonly data: JsonObject;
  /** `data` of the body, where it is a list. */
  readonly list: readonly JsonObject[];
  /** `meta.total` of a list. */
  readonly total: number;
}

/** The simulator as two people use it. */
export interface Real {
  readonly simulator: Simulator;
  /** Sends JSON with a person's token. */
  call(person: Person, method: string, path: string, body?: object): Promise<Answer>;
  /** Sends a request as a person, with credentials of its own, and checks that it is counted. */
  send(person: Person, path: string, init: RequestInit): Promise<Response>;
  /** Calls the control plane. */
  control(method: string, path: string, body?: object): Promise<Answer>;
}

/** How many requests each person may send in a minute: more than a test sends. */
export const RATE_LIMIT = 100_000;

/**
 * Creates a client of a simulator. A server error fails the step in which it happens.
 */
export function createReal(simulator: Simulator): Real {
  const checkCount = createCheckCount();
  const send: Real['send'] = async (person, path, init) => {
    const response = await simulator.fetch(`http://localhost${path}`, init);
    if (response.status >= 500)
      throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`);
    if (!path.startsWith('/api/v1/auth/sign-in')) checkCount(person, response);
    return response;
  };
  return {
    simulator,
    send,
    call: async (person, method, path, body) => {
      const authorization = `Bearer ${PEOPLE[person].token}`;
      return toAnswer(await send(person, path, toInit(method, { authorization }, body)));
    },
    control: async (method, path, body) =>
      toAnswer(await simulator.fetch(`http://localhost/__admin${path}`, toInit(method, {}, body))),
  };
}

/**
 * Returns a check of `X-RateLimit-Remaining`: each counted request of a person leaves one less, or begins a window. A
 * request that is rejected before it is counted has no such header.
 */
function createCheckCount(): (person: Person, response: Response) => void {
  const left = new Map<Person, number>();
  return function checkCount(person, { status, headers }) {
    const header = headers.get('x-ratelimit-remaining');
    if (status === 401 || status === 419) expect(header).toBeNull();
    if (header === null) return;
    const remaining = Number(header);
    expect([(left.get(person) ?? RATE_LIMIT) - 1, RATE_LIMIT - 1]).toContain(remaining);
    left.set(person, remaining);
  };
}

function toInit(method: string, headers: Readonly<Record<string, string>>, body: object | undefined): RequestInit {
  const json = { ...headers, 'content-type': 'application/json' };
  return body === undefined ? { method, headers: json } : { method, headers: json, body: JSON.stringify(body) };
}

/** Reads a response. */
export async function toAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  const body = (text.startsWith('{') ? JSON.parse(text) : {}) as JsonObject;
  const data = body['data'] ?? {};
  const meta = (body['meta'] ?? {}) as JsonObject;
  return {
    status,
    headers,
    body,
    data: (Array.isArray(data) ? {} : data) as JsonObject,
    list: (Array.isArray(data) ? data : []) as readonly JsonObject[],
    total: Number(meta['total'] ?? 0),
  };
}
