import type { Call, PrepareRule, RuleDeps } from '../behaviour/rule/behaviour.ts';
import { toRecord } from '../behaviour/resource/create.ts';
import { compileEnvelope } from '../behaviour/rule/envelope.ts';
import { compileFindRecord, findByKey } from '../behaviour/resource/find-record.ts';
import { getKey } from '../behaviour/representation/record-key.ts';
import { prepareRetrieve } from '../behaviour/resource/retrieve.ts';
import { cancelWork, schedule, type PrepareWork } from '../behaviour/time/schedule.ts';
import type { Resource } from '../contract/model/resource.ts';
import { parseTimestamp, toTimestamp } from '../kernel/time/clock.ts';
import type { JsonObject, JsonValue } from '../kernel/json/json.ts';
import type { Outcome } from '../kernel/outcome.ts';
import type { FieldViolation } from '../kernel/problem.ts';
import type { StoredRecord, Transaction } from '../store/port/store.ts';
import type { World } from '../store/port/world.ts';
import { getNamedResource } from './contract/named-resource.ts';
import { SHARED_PATH } from './shared-page.ts';
import { findRecipient, isFor, type Recipient, type ShareRequest } from './recipient.ts';

/**
 * Shares an agent or a workflow. Each recipient has one share, and there is one link. Sharing again updates the share;
 * the permission `none` deletes it.
 */
export function prepareShare(name: 'Agent' | 'Workflow'): PrepareRule {
  return (operation, deps) => {
    const shared = getNamedResource(deps.contract, name);
    const find = compileFindRecord(operation, shared, deps.access);
    const envelope = compileEnvelope(operation);
    const shares = getNamedResource(deps.contract, SHARE);

    return function share({ world, commit, caller, path, body, request }) {
      // The contract has already validated the optional body.
      const shareRequest = (body ?? {}) as JsonValue & ShareRequest;
      return commit((transaction): Outcome => {
        const viewpoint = { reader: transaction, caller };
        const found = find(path, 'share', viewpoint);
        if (found.kind === 'rejected') return found.outcome;
        const recipient = findRecipient(shareRequest, caller, transaction);
        const violations = [
          ...(recipient.kind === 'invalid' ? recipient.violations : []),
          ...checkEnd(shareRequest, world),
        ];
        if (recipient.kind === 'invalid' || violations.length > 0) return { kind: 'invalid', violations };
        const target = { deps, shared, record: found.record, recipient };
        const record = applyShare(shareRequest, { ...target, world, transaction, caller });
        markShared(shared, found.record, transaction);
        if (record === undefined) return { kind: 'success', status: NO_CONTENT };
        return {
          kind: 'success',
          body: envelope(deps.representer.represent(shares, record, { ...viewpoint, origin: request.origin })),
        };
      });
    };
  };
}

/** Returns the share as it is now, or undefined when it was deleted. */
function applyShare(request: ShareRequest, context: ShareContext): StoredRecord | undefined {
  return request.permission === 'none' ? unshare(context) : upsertShare(request, context);
}

/** Ends a share at its `expires_at`. */
export const prepareEndShare: PrepareWork = ({ contract }) => {
  const kinds = ['Agent', 'Workflow'].flatMap((name) => contract.resources.get(name) ?? []);
  return async function endShare({ uuid }) {
    return (transaction) => {
      const share = transaction.get(SHARES, String(uuid));
      if (share === undefined) return;
      transaction.delete(SHARES, String(uuid));
      for (const shared of kinds) {
        const record = transaction.get(shared.collection, String(share[keyOf(shared)]));
        if (record !== undefined) markShared(shared, record, transaction);
      }
    };
  };
};

/** A validated request to share. */
interface ShareContext extends Pick<Call, 'world' | 'caller'> {
  readonly deps: RuleDeps;
  readonly shared: Resource;
  readonly record: StoredRecord;
  readonly recipient: Exclude<Recipient, { readonly kind: 'invalid' }>;
  readonly transaction: Transaction;
}

/** Updates the recipient's share or creates one. Settings that the request leaves out keep their value. */
function upsertShare(shareRequest: ShareRequest, context: ShareContext): StoredRecord {
  const { world, transaction } = context;
  const existing = findShare(context);
  const sent = Object.fromEntries(
    SETTINGS.flatMap((name) => (shareRequest[name] === undefined ? [] : [[name, shareRequest[name] ?? null] as const])),
  );
  const share =
    existing === undefined
      ? insertShare(sent, context)
      : transaction.update(SHARES, String(existing['uuid']), { ...sent, updated_at: toTimestamp(world.clock.now()) });
  const end = typeof shareRequest.expires_at === 'string' ? parseTimestamp(shareRequest.expires_at) : undefined;
  if (shareRequest.expires_at !== undefined) cancelWork(transaction, ownerOf(share));
  if (end !== undefined)
    schedule(transaction, {
      kind: END_SHARE,
      due: end,
      payload: { uuid: share['uuid'] ?? null },
      owner: ownerOf(share),
    });
  return share;
}

function insertShare(
  settings: JsonObject,
  { deps, shared, record, recipient, world, transaction, caller }: ShareContext,
): StoredRecord {
  const key = getKey(shared, record);
  const kind = shared.name.toLowerCase();
  const address = `${SHARED_PATH}${shared.collection}/`;
  const fields = {
    ...settings,
    type: recipient.kind,
    shareable_type: kind,
    shareable_uuid: key,
    [keyOf(shared)]: key,
    ...recipient.fields,
  };
  const share = toRecord(
    getNamedResource(deps.contract, SHARE),
    { ...fields, shared_by_id: caller?.key ?? record['user_id'] ?? null },
    { world, transaction, caller },
  );
  const complete = { ...share, url: address + world.random.hex(ownerOf(share), ADDRESS_LENGTH) };
  transaction.insert(SHARES, complete);
  return complete;
}

/** Deletes the recipient's share, if there is one. */
function unshare(context: ShareContext): undefined {
  const share = findShare(context);
  if (share === undefined) return;
  cancelWork(context.transaction, ownerOf(share));
  context.transaction.delete(SHARES, String(share['uuid']));
}

function findShare({ shared, record, recipient, transaction }: ShareContext): StoredRecord | undefined {
  return transaction.find(SHARES, keyOf(shared), getKey(shared, record)).find((share) => isFor(share, recipient));
}

/** Updates the stored property `is_shared`, which lists filter by. */
function markShared(shared: Resource, record: StoredRecord, transaction: Transaction): void {
  const key = getKey(shared, record);
  const isShared = transaction.find(SHARES, keyOf(shared), key).length > 0;
  if (record['is_shared'] !== isShared) transaction.update(shared.collection, key, { is_shared: isShared });
}

function checkEnd({ expires_at: end }: ShareRequest, { clock }: World): readonly FieldViolation[] {
  const time = typeof end === 'string' ? parseTimestamp(end) : undefined;
  if (time === undefined || time > clock.now()) return [];
  return [
    {
      field: 'expires_at',
      location: 'body',
      keyword: 'after',
      message: 'The expires at field must be a date after now.',
    },
  ];
}

function keyOf({ name }: Resource): string {
  return `${name.toLowerCase()}_uuid`;
}

function ownerOf({ uuid }: StoredRecord): string {
  return `${SHARES}/${String(uuid)}`;
}

/** Retrieves an agent or a workflow, and sets `accepted_at` of the caller's share at the first retrieval. */
export function prepareOpenShared(name: 'Agent' | 'Workflow'): PrepareRule {
  return (operation, deps) => {
    const shared = getNamedResource(deps.contract, name);
    const retrieve = prepareRetrieve(operation, deps);

    return async function openShared(call) {
      const { world, commitStep, caller, path } = call;
      const isNew = (share: StoredRecord): boolean =>
        share['user_id'] === caller?.key && (share['accepted_at'] ?? null) === null;
      const record = findByKey(shared.collection, String(path[keyOf(shared)]), world.store);
      // Without a record there is no share: shares of other resources have null in this field.
      const shares = record === undefined ? [] : world.store.find(SHARES, keyOf(shared), record['uuid'] ?? null);
      const unopened = shares.find(isNew);
      if (unopened !== undefined) await commitStep((transaction) => accept(unopened, transaction, world));
      return retrieve(call);
    };
  };
}

function accept({ uuid }: StoredRecord, transaction: Transaction, { clock }: World): void {
  const key = String(uuid);
  if (transaction.get(SHARES, key) !== undefined)
    transaction.update(SHARES, key, { accepted_at: toTimestamp(clock.now()) });
}

/** The kind of scheduled work that ends a share. */
export const END_SHARE = 'end_share';
const SHARE = 'Share';
const SHARES = 'shares';
const SETTINGS = ['permission', 'message', 'expires_at'] as const;
const ADDRESS_LENGTH = 8;
const NO_CONTENT = 204;
