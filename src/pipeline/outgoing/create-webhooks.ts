import { postRequest, type Posted } from '../../behaviour/outbox/post-request.ts';
import { compileWebhooks, type DeclaredRequest } from '../../contract/outgoing/declared-requests.ts';
import type { CompiledContract, SchemaViolation } from '../../contract/model/contract.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { toReceiver } from '../../kernel/to-receiver.ts';
import type { Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { chooseMediaType, sampleBody, writeBody, type DeclaredBodyDeps } from './declared-body.ts';

/** The webhooks of a contract. */
export interface Webhooks {
  /** Returns them in the order of the document. */
  list(): readonly DeclaredRequest[];
  /** Prepares a webhook that is sent to an address. */
  prepare(world: World, webhook: DeclaredRequest, order: WebhookOrder): PreparedWebhook;
}

/** Where a webhook is sent, and with which body: by default the example, or a sample of the schema. */
export interface WebhookOrder {
  readonly url: string;
  readonly body: JsonValue | undefined;
}

/** A webhook that can be posted in a transaction; or why it cannot. */
export type PreparedWebhook =
  | { readonly kind: 'ready'; readonly post: (transaction: Transaction) => Posted }
  /** `receiver` is undefined when the URL is not complete or has credentials. */
  | { readonly kind: 'not_allowed'; readonly receiver: string | undefined }
  | { readonly kind: 'invalid'; readonly violations: readonly SchemaViolation[] };

/** Dependencies of webhooks. */
export interface WebhookDeps extends DeclaredBodyDeps {
  readonly allowedReceivers: ReadonlySet<string>;
}

/** Creates the webhooks of a contract. */
export function createWebhooks(contract: CompiledContract, deps: WebhookDeps): Webhooks {
  // A large document has hundreds, which only a call of the control plane needs.
  let compiled: readonly DeclaredRequest[] | undefined;
  return {
    list: () => (compiled ??= compileWebhooks(contract)),
    prepare: (world, webhook, { url, body }) => {
      const receiver = toReceiver(url);
      if (receiver === undefined || !deps.allowedReceivers.has(receiver)) return { kind: 'not_allowed', receiver };
      const mediaType = chooseMediaType(webhook);
      const violations = body === undefined || mediaType === undefined ? [] : mediaType.validate(body);
      if (violations.length > 0) return { kind: 'invalid', violations };
      const context = { world, cause: `webhooks/${webhook.name}`, ...deps };
      const post = (transaction: Transaction): Posted => {
        const value = body ?? (mediaType && sampleBody(mediaType, transaction, deps));
        const { text, headers } = mediaType === undefined ? toPlainBody(value) : writeBody(value, mediaType, deps);
        return postRequest(transaction, { method: webhook.method, url, headers, body: text }, context);
      };
      return { kind: 'ready', post };
    },
  };
}

/** A body that the webhook does not declare is sent as JSON. */
function toPlainBody(value: JsonValue | undefined) {
  return value === undefined
    ? { text: null, headers: {} }
    : { text: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}
