import { listDeliveries } from '../../behaviour/outbox/list-deliveries.ts';
import { toFieldViolations } from '../../pipeline/request/messages/validation-messages.ts';
import type { ControlCalls, ControlRejection } from '../context/control-call.ts';

/** Lists what a world sends to other servers, and sends the webhooks of the contract. */
export const DELIVERY_CALLS = {
  listDeliveries: {
    state: 'deliveries',
    handle: ({ world, query: { status } }) => {
      const deliveries = listDeliveries(world).filter((delivery) => status === undefined || delivery.status === status);
      return { kind: 'success', body: { deliveries: deliveries.map((delivery) => ({ ...delivery })) } };
    },
  },
  listWebhooks: {
    state: 'contract',
    handle: (_call, { webhooks }) => ({
      kind: 'success',
      body: { webhooks: webhooks.list().map(({ name, method, summary }) => ({ name, method, summary })) },
    }),
  },
  sendWebhook: {
    state: 'deliveries',
    changes: 'state',
    handle: async ({ world, path: { webhook: name }, body: { url, method, body } }, { webhooks }) => {
      const webhook = webhooks
        .list()
        .find((one) => one.name === name && (method === undefined || one.method === method.toUpperCase()));
      if (webhook === undefined) return toMissing(name);
      const prepared = webhooks.prepare(world, webhook, { url, body });
      if (prepared.kind === 'not_allowed') return toForbiddenAddress(prepared.receiver);
      if (prepared.kind === 'invalid')
        return { kind: 'invalid', violations: toFieldViolations(prepared.violations, 'body', 'body') };
      const posted = await world.store.transaction(prepared.post);
      if (posted.kind === 'not_allowed') return toForbiddenAddress(undefined);
      if (posted.kind === 'failed') return { kind: 'conflict', message: posted.reason, remedy: FIT_LIMITS };
      return { kind: 'success', body: { id: posted.id } };
    },
  },
} satisfies Partial<ControlCalls>;

function toMissing(name: string): ControlRejection {
  const message = `The contract has no such webhook "${name}". GET /__admin/webhooks lists them.`;
  return { kind: 'not_found', model: 'Webhook', key: name, message };
}

function toForbiddenAddress(receiver: string | undefined): ControlRejection {
  const message =
    receiver === undefined
      ? 'The url must be a complete http or https URL without credentials.'
      : `Nothing may be sent to ${receiver}. Start with --allow-outgoing ${receiver} to allow it.`;
  return { kind: 'invalid', violations: [{ field: 'url', location: 'body', keyword: 'allowed', message }] };
}

const FIT_LIMITS =
  'Name a shorter URL, or wait until the pending deliveries are sent: GET /__admin/deliveries lists them.';
