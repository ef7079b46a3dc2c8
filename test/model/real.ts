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
  call(person: Person, method: string, path: string, body?: object): Promise<Answer>;
}

/**
 * Creates a client of a simulator. A server error fails the step in which it happens.
 */
export function createReal(simulator: Simulator): Real {
  return {
    simulator,
    call: async (person, method, path, body) => {
      const headers = { authorization: `Bearer ${PEOPLE[person].token}`, 'content-type': 'application/json' };
      const response = await simulator.fetch(`http://localhost${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.status >= 500) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return toAnswer(response, text);
    },
  };
}

function toAnswer({ status, headers }: Response, text: string): Answer {
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
