import { EventSource } from 'eventsource';
import type { JsonObject } from '../../src/kernel/json/json.ts';

/** An event of a streamed run. */
export interface RunEvent {
  readonly name: string;
  readonly id: string;
  readonly data: JsonObject;
}

/** All events of a run, as a browser's EventSource would give them. */
export function listenToRun(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: JsonObject,
): Promise<readonly RunEvent[]> {
  const seen: RunEvent[] = [];
  return new Promise((resolve, reject) => {
    const source = new EventSource(url, {
      fetch: (input, init) =>
        fetch(input, { ...init, method: 'POST', headers: { ...init.headers, ...headers }, body: JSON.stringify(body) }),
    });
    for (const name of EVENTS) {
      source.addEventListener(name, ({ data, lastEventId }) => {
        seen.push({ name, id: lastEventId, data: JSON.parse(String(data)) as JsonObject });
        if (name !== 'run.completed' && name !== 'run.failed') return;
        source.close();
        resolve(seen);
      });
    }
    source.addEventListener('error', ({ message }) => {
      source.close();
      reject(new Error(message));
    });
  });
}

/** Returns the joined text of a run's delta events. */
export function joinPieces(events: readonly RunEvent[]): string {
  return events
    .filter(({ name }) => name === 'run.delta')
    .map(({ data }) => data['content'])
    .join('');
}

const EVENTS = ['run.started', 'run.tool_call', 'run.delta', 'run.completed', 'run.failed'];
