import type { Delivery, Transport } from '../../../src/store/port/outbox.ts';

/** A transport to a receiver in memory. */
export interface TestTransport extends Transport {
  deliver: Transport['deliver'];
  /** Every try, in order. */
  readonly tries: Delivery[];
  /** The deliveries that were accepted, in order. */
  readonly accepted: Delivery[];
  /** What the receiver does with the next tries; it accepts those after them. */
  readonly next: ('accept' | 'hang' | Error)[];
  /** What it does after those. */
  otherwise: 'accept' | 'hang' | Error;
}

/** Creates a transport whose receiver accepts everything, unless it is told otherwise. */
export function createTestTransport(): TestTransport {
  const transport: TestTransport = {
    tries: [],
    accepted: [],
    next: [],
    otherwise: 'accept',
    deliver: async (delivery, signal) => {
      signal.throwIfAborted();
      transport.tries.push(delivery);
      const answer = transport.next.shift() ?? transport.otherwise;
      if (answer instanceof Error) throw answer;
      // As a network does: not in the same turn.
      await new Promise<void>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        if (answer === 'accept') setImmediate(resolve);
      });
      transport.accepted.push(delivery);
    },
  };
  return transport;
}
