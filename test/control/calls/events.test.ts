import { expect, onTestFinished, test } from 'vitest';
import { streamEvents } from '../../../src/control/calls/events.ts';
import type { ControlEvent } from '../../../src/control/traffic/traffic-recorder.ts';

test('an event that occurs while the one before it is read follows at once', async () => {
  const stopped = new AbortController();
  onTestFinished(() => stopped.abort());
  const listeners = new Set<(event: ControlEvent) => void>();
  const recorder = {
    subscribe: (listener: (event: ControlEvent) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const publish = (name: string): void =>
    listeners.forEach((listener) => listener({ type: 'state', world: 'baseline', data: { name } }));

  const texts = streamEvents({ recorder, sandbox: undefined, replicas: undefined }, stopped.signal);
  expect((await texts.next()).value).toBe(': listening\n\n');
  publish('first');
  expect((await texts.next()).value).toContain('first');
  publish('second');
  expect((await texts.next()).value).toContain('second');
});
