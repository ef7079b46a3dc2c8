import { labelWork, type WorkLabels } from '../../behaviour/time/label-work.ts';
import { SCHEDULED_WORK } from '../../behaviour/time/schedule.ts';
import { diffJson } from '../../kernel/json/diff-json.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import { findAtPointer } from '../../kernel/json/pointer.ts';
import { REDACTED } from '../../kernel/secrets/redaction.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { OUTBOX } from '../../store/port/outbox.ts';
import type { RecordWrite, StoredRecord } from '../../store/port/store.ts';
import { hideSegments } from '../traffic/redact-body.ts';
import { secretNamesOf, secretSegmentsOf, type RecordedExchange } from '../traffic/recorded-exchange.ts';
import { redactValue } from '../traffic/redact-value.ts';
import type { WireSchema } from '../wire/wire-types.ts';
import { redactRecord } from '../world/redact-state.ts';
import { toNetWrites } from './net-writes.ts';

/** What the transactions of one request have changed. */
export type RequestChanges = WireSchema<'RequestChanges'>;

type RecordChange = RequestChanges['changes'][number];
type Work = RequestChanges['scheduled'][number];

/** Lists what the transactions of an exchange have changed, without secrets. */
export function listChanges(exchange: RecordedExchange, labels: WorkLabels): RequestChanges {
  const { writes: log } = exchange.evidence ?? {};
  const writes = toNetWrites(log?.writes ?? []);
  const work = writes.filter(({ collection }) => collection === SCHEDULED_WORK.name);
  const redact = createRedactRecord(exchange);
  return {
    request_id: exchange.id,
    number: exchange.number,
    world: exchange.world,
    is_truncated: log?.isTruncated === true,
    transactions: log?.transactions ?? 0,
    changes: writes.filter(({ collection }) => !HIDDEN.has(collection)).map((write) => toChange(write, redact)),
    scheduled: work.flatMap(({ after }) => toWork(after, labels)),
    cancelled: work.flatMap(({ before }) => toWork(before, labels)),
    deliveries: writes.filter(({ collection, after }) => collection === OUTBOX.name && after !== undefined).length,
    note: NOTE,
  };
}

/** Returns a record of a collection without secrets. */
export type RedactRecord = (record: StoredRecord, collection: string) => JsonObject;

/** Creates the function that redacts what an exchange has changed, as the log redacts its bodies. */
export function createRedactRecord(exchange: RecordedExchange): RedactRecord {
  const names = secretNamesOf(exchange);
  const segments = secretSegmentsOf(exchange);
  return (record, collection) => {
    const redacted = hideSegments(redactValue(redactRecord(record, collection), names), segments);
    return isJsonObject(redacted) ? redacted : {};
  };
}

function toChange({ collection, key, before, after }: RecordWrite, redact: RedactRecord): RecordChange {
  if (before === undefined)
    return { kind: 'created', collection, key, fields: [], record: redact(after ?? {}, collection) };
  if (after === undefined) return { kind: 'deleted', collection, key, fields: [], record: redact(before, collection) };
  const shown = { from: redact(before, collection), to: redact(after, collection) };
  // A secret that changed is listed, too: what differs is found in the records, what is shown in the redacted ones.
  const fields = diffJson(before, after, MAX_FIELDS).map((difference) => ({
    path: difference.path,
    ...('from' in difference ? { from: findShown(shown.from, difference.path) } : {}),
    ...('to' in difference ? { to: findShown(shown.to, difference.path) } : {}),
  }));
  return { kind: 'updated', collection, key, fields };
}

/** Returns the value at a pointer into a redacted record. What is below a redacted value is redacted. */
function findShown(record: JsonObject, path: string): JsonValue {
  const found = findAtPointer(record, path);
  return found === undefined ? REDACTED : (found as JsonValue);
}

function toWork(record: StoredRecord | undefined, labels: WorkLabels): readonly Work[] {
  if (record === undefined) return [];
  const kind = String(record['kind']);
  return [{ kind, label: labelWork(kind, labels), due_at: toTimestamp(Number(record['due'])) }];
}

/** Collections that are listed in another form. */
const HIDDEN: ReadonlySet<string> = new Set([SCHEDULED_WORK.name, OUTBOX.name]);
/** Fields listed of one record. */
const MAX_FIELDS = 1000;
const NOTE =
  'Only the transactions of the request itself are listed. Not listed: work that was due and ran before it, work that it scheduled and that ran later, and what receivers did with its deliveries.';
