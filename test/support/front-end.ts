import { expect } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';
import { listenToRun, type RunEvent } from './run-events.ts';

/** A response as a front-end reads it. */
export interface Shown {
  readonly data: JsonObject;
  readonly list: readonly JsonObject[];
  readonly body: JsonObject;
}

/** A user of a front-end, signed in or not. */
export interface FrontEnd {
  /** Sends a request and returns the response. Fails if it has another status, or is only a contract example. */
  ask(status: number, method: string, path: string, body?: JsonValue): Promise<Shown>;
  signIn(email: string): Promise<JsonObject>;
  run(path: string, body: JsonObject): Promise<readonly RunEvent[]>;
}

/** Called with every response, in addition to the checks that all get. */
export type OnAnswer = (request: string, response: Response, text: string) => void;

/** Opens a front-end for a server's URL, such as `http://127.0.0.1:4010/api/v1`. */
export function openFrontEnd(url: string, onAnswer: OnAnswer = () => {}): FrontEnd {
  const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json' };
  const ask: FrontEnd['ask'] = async (status, method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    expect(
      { status: response.status, simulated: response.headers.get('x-athena-simulated') },
      `${method} ${path}: ${text}`,
    ).toEqual({
      status,
      simulated: null,
    });
    onAnswer(`${method} ${path}`, response, text);
    const content = (text === '' ? {} : JSON.parse(text)) as JsonObject;
    const { data } = content;
    return { body: content, data: (data ?? {}) as JsonObject, list: Array.isArray(data) ? (data as JsonObject[]) : [] };
  };
  return {
    ask,
    signIn: async (email) => {
      const { data } = await ask(200, 'POST', '/auth/sign-in', { email, password: 'password' });
      headers['authorization'] = `${String(data['token_type'])} ${String(data['token'])}`;
      return data['user'] as JsonObject;
    },
    run: (path, body) => listenToRun(url + path, { ...headers, accept: 'text/event-stream' }, body),
  };
}
