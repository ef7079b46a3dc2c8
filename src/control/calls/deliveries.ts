import { listDeliveries } from '../../behaviour/outbox/list-deliveries.ts';
import type { ControlCalls } from '../context/control-call.ts';

/** Lists what a world sends to other servers. */
export const DELIVERY_CALLS = {
  listDeliveries: {
    state: 'deliveries',
    handle: ({ world, query: { status } }) => {
      const deliveries = listDeliveries(world).filter((delivery) => status === undefined || delivery.status === status);
      return { kind: 'success', body: { deliveries: deliveries.map((delivery) => ({ ...delivery })) } };
    },
  },
} satisfies Partial<ControlCalls>;
