import { useCallback, useState } from 'preact/hooks';
import { CallError } from '../api/client.ts';
import { readEvents } from '../api/events.ts';
import { NO_RESPONSE, toFailure } from '../api/failure.ts';
import { isJsonObject } from '../api/types.ts';
import { useConsole } from '../state/console.ts';

/** A run, and what has been answered of it so far. */
export interface Run {
  /** Undefined while nothing runs. */
  readonly answer: string | undefined;
  readonly isRunning: boolean;
  readonly run: (message: string) => void;
}

/** Sends messages to a run operation, and collects the answer from its stream of events. */
export function useRun(path: string, headers: Readonly<Record<string, string>>): Run {
  const { client, notify } = useConsole();
  const [answer, setAnswer] = useState<string>();
  const run = useCallback(
    (message: string): void => {
      setAnswer('');
      const call = { method: 'POST', path, body: { message, stream: true } } as const;
      const stream = async (): Promise<void> => {
        const response = await client.open({ ...call, headers: { ...headers, accept: 'text/event-stream' } });
        if (!response.ok) throw new CallError(toFailure(response.status, await response.json()));
        await readEvents(response, ({ type, data }) => {
          if (type === 'run.delta') setAnswer((text) => (text ?? '') + readContent(data));
        });
      };
      stream()
        .catch((error: unknown) => {
          const failure = error instanceof CallError ? error.failure : NO_RESPONSE;
          const detail = [failure.detail, ...failure.errors.map((item) => item.message)].join(' ').trim();
          notify({ kind: 'failed', text: failure.title, detail });
        })
        .finally(() => setAnswer(undefined));
    },
    [client, path, headers['authorization']],
  );
  return { answer, isRunning: answer !== undefined, run };
}

function readContent(data: string): string {
  const event: unknown = JSON.parse(data);
  return isJsonObject(event) ? String(event['content'] ?? '') : '';
}
