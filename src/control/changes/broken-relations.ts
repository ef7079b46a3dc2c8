import type { JsonValue } from '../../kernel/json/json.ts';
import type { StateFault } from '../../kernel/problem.ts';
import type { RecordViolation } from '../../store/port/store-error.ts';
import type { RecordWrite, StoredRecord } from '../../store/port/store.ts';
import { toFault } from '../world/edit-state.ts';
import { nameLater, toEditCommand, toRecordPath, type LaterRequests } from './later-request.ts';

/**
 * Describes a rule that the records would break after a revert. Of a relation it names both records, and the later
 * request that has made it, or has deleted what it leads to.
 */
export function describeBroken(
  violation: RecordViolation,
  changes: readonly RecordWrite[],
  later: LaterRequests,
): StateFault {
  const { missing } = violation;
  if (missing === undefined) return describeUnfit(violation);
  const isCreated = changes.some(
    ({ collection, key, before }) => before === undefined && collection === missing.collection && key === missing.key,
  );
  return isCreated ? describeRelying(violation, missing, later) : describeLost(violation, missing, later);
}

/** A record, as it was, does not fit the contract that is served by now. */
function describeUnfit(violation: RecordViolation): StateFault {
  const message = `${violation.collection}/${violation.key} as it was does not fit the contract: ${violation.message}`;
  return { ...toFault(violation), message, remedy: RESTORE };
}

type Missing = NonNullable<RecordViolation['missing']>;

/** A record refers to one that the request has created. */
function describeRelying(violation: RecordViolation, { collection, key }: Missing, later: LaterRequests): StateFault {
  const [field = ''] = violation.path.map(String);
  const refers = (record: StoredRecord | undefined): boolean => hasKey(record?.[field], key);
  const makesReference = (write: RecordWrite): boolean =>
    isOf(violation, write) && refers(write.after) && !refers(write.before);
  const made = nameLater(later, (writes) => writes.some(makesReference));
  const created = nameLater(later, (writes) => writes.some((write) => makesReference(write) && !write.before));
  const cause = made === undefined ? '' : ` (${created?.by === made.by ? 'created' : 'changed'}${made.by})`;
  const edit = `the record: DELETE ${toRecordPath(violation)}, or change its ${field}: ${toEditCommand(violation, field, later.world)}.`;
  return {
    ...toFault(violation),
    message: `${violation.collection}/${violation.key}${cause} refers to ${collection}/${String(key)}, which the request created.`,
    remedy: made === undefined ? `Delete ${edit}` : `${made.revert}, or delete ${edit}`,
    ...made?.fields,
  };
}

/** A record that the revert brings back refers to one that was deleted since. */
function describeLost(violation: RecordViolation, missing: Missing, later: LaterRequests): StateFault {
  const { collection, key } = missing;
  const isDeletion = (write: RecordWrite): boolean =>
    write.collection === collection && write.key === key && write.after === undefined;
  const deleted = nameLater(later, (writes) => writes.some(isDeletion));
  return {
    ...toFault(violation),
    message: `${violation.collection}/${violation.key} refers to ${collection}/${String(key)}, which was deleted since${deleted?.by ?? ''}.`,
    remedy: deleted === undefined ? RESTORE : `${deleted.revert}, or restore a snapshot.`,
    ...deleted?.fields,
  };
}

function isOf({ collection, key }: RecordViolation, write: RecordWrite): boolean {
  return write.collection === collection && write.key === key;
}

/** Returns whether the value of a foreign key is a key, or a list with it. */
function hasKey(value: JsonValue | undefined, key: JsonValue): boolean {
  return Array.isArray(value) ? value.includes(key) : value === key;
}

const RESTORE = 'Restore a snapshot, or reset the world.';
