import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/kernel/json/json.ts';
import type { Delivery, Transport } from '../../../src/store/port/outbox.ts';

/** A transport and its receiver. */
export interface TestedTransport {
  readonly transport: Transport;
  readonly kind: string;
  readonly receiver: string;
  /** Returns the delivery ids that the receiver has accepted, in order. */
  readonly accepted: () => readonly string[];
  /** Makes the receiver accept what it gets, reject it, or leave it without an answer. */
  readonly behave: (how: 'accept' | 'reject' | 'hang') => void;
  /** What the transport expects as payload. */
  readonly payload: JsonObject;
}

/** The behaviour of every transport. */
export function describeTransport(name: string, open: () => Promise<TestedTransport>): void {
  const toDelivery = ({ kind, receiver, payload }: TestedTransport, deliveryId: string, attempt = 1): Delivery => ({
    kind,
    receiver,
    payload,
    deliveryId,
    attempt,
  });

  describe(`${name}: a transport`, () => {
    it('resolves once the receiver has accepted the delivery, with its id', async () => {
      const tested = await open();
      await tested.transport.deliver(toDelivery(tested, ID), NEVER);
      expect(tested.accepted()).toEqual([ID]);
    });

    it('rejects when the receiver does, and succeeds with the same id later', async () => {
      const tested = await open();
      tested.behave('reject');
      await expect(tested.transport.deliver(toDelivery(tested, ID), NEVER)).rejects.toBeInstanceOf(Error);
      expect(tested.accepted()).toEqual([]);
      tested.behave('accept');
      await tested.transport.deliver(toDelivery(tested, ID, 2), NEVER);
      expect(tested.accepted()).toEqual([ID]);
    });

    it('rejects soon after the signal was aborted, and can be used again', async () => {
      const tested = await open();
      tested.behave('hang');
      const controller = new AbortController();
      const hanging = tested.transport.deliver(toDelivery(tested, ID), controller.signal);
      controller.abort(new Error('It took too long.'));
      await expect(hanging).rejects.toThrow('It took too long.');
      tested.behave('accept');
      await tested.transport.deliver(toDelivery(tested, OTHER_ID), NEVER);
      expect(tested.accepted()).toEqual([OTHER_ID]);
    });

    it('makes no try with a signal that is aborted already', async () => {
      const tested = await open();
      const signal = AbortSignal.abort(new Error('The simulator closes.'));
      await expect(tested.transport.deliver(toDelivery(tested, ID), signal)).rejects.toThrow('The simulator closes.');
      expect(tested.accepted()).toEqual([]);
    });

    it('makes deliveries side by side', async () => {
      const tested = await open();
      await Promise.all([ID, OTHER_ID].map((id) => tested.transport.deliver(toDelivery(tested, id), NEVER)));
      expect(tested.accepted().toSorted()).toEqual([ID, OTHER_ID]);
    });
  });
}

const ID = '11111111-1111-4111-8111-111111111111';
const OTHER_ID = '22222222-2222-4222-8222-222222222222';
const NEVER = new AbortController().signal;
