import { createTestTransport } from './test-transport.ts';
import { describeTransport } from './transport-conformance.ts';

describeTransport('in memory', async () => {
  const transport = createTestTransport();
  return {
    transport,
    kind: 'test',
    receiver: 'memory',
    payload: { text: 'hello' },
    accepted: () => transport.accepted.map(({ deliveryId }) => deliveryId),
    behave: (how) => {
      transport.otherwise = how === 'reject' ? new Error('The receiver rejects it.') : how;
    },
  };
});
