import type { Simulator } from '../../src/index.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';

/** The people of the demo world, and the tokens that they sign their requests with. */
const TOKENS = {
  john: 'athena-demo-token',
  jane: '2|GfEZn9WFoSnQ7RI8Ozfnj0PukS2ChbmpYXvRgRRX51e8d825',
  amir: '3|OegsOuVqvwIt1vU3J5GOsZ64Rw0nDp6RDRv0dbX09d2fca63',
  mei: '4|AGNJVBzZDDzH3X5IhFTVRqxE0j6hQx6dIYZv8ni5c238c4a9',
} as const;

export type Person = keyof typeof TOKENS;

/** An answer: `data` of its body, or the whole body where it has none. */
export interface Answer {
  readonly status: number;
  readonly simulated: string | null;
  readonly body: JsonObject;
  readonly data: JsonValue;
}

/** Sends requests to a simulator as people of the demo world; without a name, the request is unauthenticated. */
export function asPeople(simulator: Pick<Simulator, 'fetch'>) {
  return async (person: Person | undefined, method: string, path: string, body?: object): Promise<Answer> => {
    const response = await simulator.fetch(`http://localhost/api/v1/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(person === undefined ? {} : { authorization: `Bearer ${TOKENS[person]}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const content = (text === '' ? {} : JSON.parse(text)) as JsonObject;
    if (response.status >= 500) throw new Error(`${method} ${path}: ${text}`);
    return {
      status: response.status,
      simulated: response.headers.get('x-athena-simulated'),
      body: content,
      data: content['data'] ?? content,
    };
  };
}
