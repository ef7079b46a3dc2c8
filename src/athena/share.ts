import type { Call, PrepareRule, RuleDeps } from '../behaviour/rule/behaviour.ts';
import { toRecord } from '../behaviour/resource/create.ts';
import { compileEnvelope } from '../behaviour/rule/envelope.ts';
import { compileFindRecord } from '../behaviour/resource/find-record.ts';
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
import { findRecipient, isFor, type Recipient, type ShareRequest } from './recipient.ts';

/**
 * Shares an agent or a workflow. There is one share for each recipient and one link: sharing again changes it, the
 * permission `none` takes it away.
 */
export function prepareShare(name: 'Agent' | 'Workflow'): PrepareRule {
  return (operation, tools) => {
    const shared = getNamedResource(tools.contract, name);
    const find = compileFindRecord(operation, shared, tools.access);
    const envelope = compileEnvelope(operation);
    const shares = getNamedResource(tools.contract, SHARE);

    return function share({ world, commit, caller, path, body, request }) {
      // Validation has seen to it that the body, where there is one, is one.
      const wish = (body ?? {}) as JsonValue & ShareRequest;
      return commit((transaction): Outcome => {
        const viewpoint = { reader: transaction, caller };
        const found = find(path, 'share', viewpoint);
        if (found.kind === 'refused') return found.outcome;
        const recipient = findRecipient(wish, caller, transaction);
        const violations = [...(recipient.kind === 'invalid' ? recipient.violations : []), ...checkEnd(wish, world)];
        if (recipient.kind === 'invalid' || violations.length > 0) return { kind: 'invalid', violations };
        const sharing: Sharing = { tools, shared, record: found.record, recipient, world, transaction, caller };
        const record = wish.permission === 'none' ? unshare(sharing) : keepShare(wish, sharing);
        markShared(shared, found.record, transaction);
        if (record === undefined) return { kind: 'success', status: NO_CONTENT };
        return {
          kind: 'success',
          body: envelope(tools.representer.represent(shares, record, { ...viewpoint, origin: request.origin })),
        };
      });
    };
  };
}

/** Ends a share when its time has come. */
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

/** A wish to share, looked into. */
interface Sharing extends Pick<Call, 'world' | 'caller'> {
  readonly tools: RuleDeps;
  readonly shared: Resource;
  readonly record: StoredRecord;
  readonly recipient: Exclude<Recipient, { readonly kind: 'invalid' }>;
  readonly transaction: Transaction;
}

/** The share that there is, or a new one, as the wish says. What a second wish does not say stays as it was. */
function keepShare(wish: ShareRequest, sharing: Sharing): StoredRecord {
  const { world, transaction } = sharing;
  const existing = findShare(sharing);
  const sent = Object.fromEntries(
    SETTINGS.flatMap((name) => (wish[name] === undefined ? [] : [[name, wish[name] ?? null] as const])),
  );
  const share =
    existing === undefined
      ? insertShare(sent, sharing)
      : transaction.update(SHARES, String(existing['uuid']), { ...sent, updated_at: toTimestamp(world.clock.now()) });
  const end = typeof wish.expires_at === 'string' ? parseTimestamp(wish.expires_at) : undefined;
  if (wish.expires_at !== undefined) cancelWork(transaction, ownerOf(share));
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
  { tools, shared, record, recipient, world, transaction, caller }: Sharing,
): StoredRecord {
  const key = getKey(shared, record);
  const kind = shared.name.toLowerCase();
  const address = `https://app.example.com/shared/${shared.collection}/`;
  const fields = {
    ...settings,
    type: recipient.kind,
    shareable_type: kind,
    shareable_uuid: key,
    [keyOf(shared)]: key,
    ...recipient.fields,
  };
  const share = toRecord(
    getNamedResource(tools.contract, SHARE),
    { ...fields, shared_by_id: caller?.key ?? record['user_id'] ?? null },
    { world, transaction, caller },
  );
  const complete = { ...share, url: address + world.random.hex(ownerOf(share), ADDRESS_LENGTH) };
  transaction.insert(SHARES, complete);
  return complete;
}

/** Whoever is not shared with is left alone. */
function unshare(sharing: Sharing): undefined {
  const share = findShare(sharing);
  if (share === undefined) return;
  cancelWork(sharing.transaction, ownerOf(share));
  sharing.transaction.delete(SHARES, String(share['uuid']));
}

function findShare({ shared, record, recipient, transaction }: Sharing): StoredRecord | undefined {
  return transaction.find(SHARES, keyOf(shared), getKey(shared, record)).find((share) => isFor(share, recipient));
}

/** `is_shared` is a property that lists filter by: it is kept, not worked out. */
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

/** Retrieves an agent or a workflow; whom it was shared with has then opened it. */
export function prepareOpenShared(name: 'Agent' | 'Workflow'): PrepareRule {
  return (operation, tools) => {
    const shared = getNamedResource(tools.contract, name);
    const retrieve = prepareRetrieve(operation, tools);

    return async function openShared(call) {
      const { world, commitStep, caller, path } = call;
      const isNew = (share: StoredRecord): boolean =>
        share['user_id'] === caller?.key && (share['accepted_at'] ?? null) === null;
      const unopened = world.store.find(SHARES, keyOf(shared), path[keyOf(shared)] ?? null).find(isNew);
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

/** The kind of work that ends a share. */
export const END_SHARE = 'end_share';
const SHARE = 'Share';
const SHARES = 'shares';
const SETTINGS = ['permission', 'message', 'expires_at'] as const;
const ADDRESS_LENGTH = 8;
const NO_CONTENT = 204;
