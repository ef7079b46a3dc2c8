import { afterEach, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { CHOSEN_FILE, JOURNEY_OPTIONS, takePageJourney, type Page } from '../support/page-journey.ts';

let simulator: Simulator;
afterEach(async () => {
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});

/** Returns a page that runs in this process, and keeps its cookies as a browser does. */
function openPage(server: string): Page {
  const jar = new Map<string, string>();
  return {
    send: async ({ method, target, json, form, headers = {}, omitsToken = false }) => {
      const token = omitsToken ? undefined : jar.get('XSRF-TOKEN');
      const response = await fetch(new URL(target, server), {
        method,
        headers: {
          origin: 'http://localhost:5173',
          ...(jar.size === 0 ? {} : { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
          ...(token === undefined ? {} : { 'x-xsrf-token': decodeURIComponent(token) }),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(form === undefined ? {} : { body: toFormData(form) }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      const { status } = response;
      return { status, text: await response.text(), range: response.headers.get('content-range') };
    },
  };
}

function toFormData(form: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(form)) data.append(name, value);
  data.append('attachments[]', new File([CHOSEN_FILE.text], CHOSEN_FILE.name, { type: CHOSEN_FILE.type }));
  return data;
}

it('a front-end signs in, sends a file, sees an approval, a stop and a start by schedule, and signs in again, over HTTP', async () => {
  simulator = await createSimulator(JOURNEY_OPTIONS);
  const { url } = await simulator.listen();
  const statuses = await takePageJourney(openPage(url), simulator);
  expect([...statuses].toSorted((one, other) => one - other)).toEqual([200, 201, 204, 206, 401, 419]);
});
