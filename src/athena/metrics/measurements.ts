import { isKey } from '../../behaviour/representation/record-key.ts';
import { parseTimestamp } from '../../kernel/time/clock.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { RecordKey, StoredRecord, StoreReader } from '../../store/port/store.ts';
import type { components } from '../contract/contract.generated.ts';

type Request = components['schemas']['WorkspacesMetricsRequest'];

/** The request with the defaults that validation has filled in. */
export type WorkspacesMetricsRequest = Request & Required<Pick<Request, 'entity' | 'metric' | 'aggregation'>>;

/** An event in a workspace: its time, user and record. */
export interface Measurement {
  readonly time: number;
  readonly user: RecordKey | undefined;
  readonly record: StoredRecord;
}

/** Returns the events that a metric measures in a workspace, found by index. */
export function findMeasurements(
  { entity, metric }: WorkspacesMetricsRequest,
  workspace: RecordKey,
  reader: StoreReader,
): readonly Measurement[] {
  const entities = reader.find(entity, 'workspace_uuid', workspace);
  const keys = entities.flatMap(({ uuid }) => (isKey(uuid) ? [uuid] : []));
  switch (metric) {
    case 'created':
      return entities.map((record) => toMeasurement(record, record['user_id']));
    case 'copies':
      return entities
        .filter((record) => (record['template_id'] ?? null) !== null)
        .map((record) => toMeasurement(record, record['user_id']));
    case 'shares':
      return keys
        .flatMap((key) => reader.find('shares', FIELDS[entity], key))
        .map((record) => toMeasurement(record, record['shared_by_id']));
    case 'executions':
    case 'avg_duration':
      return entity === 'agents'
        ? keys.flatMap((key) => findAnswers(key, reader))
        : keys.flatMap((key) => findExecutions(key, reader));
  }
}

/** Returns the answers of an agent in conversations. The user of each is the conversation's owner. */
export function findAnswers(agent: RecordKey, reader: StoreReader): readonly Measurement[] {
  return reader
    .find('messages', 'agent_uuid', agent)
    .filter(({ role }) => role === 'assistant')
    .map((record) => toMeasurement(record, reader.get('threads', String(record['thread_uuid']))?.['creator_id']));
}

/** Returns the durations of ended executions, in milliseconds. */
export function toDurations(measurements: readonly Measurement[]): readonly number[] {
  return measurements.flatMap(({ record }) => {
    const [started, stopped] = [
      parseTimestamp(String(record['started_at'])),
      parseTimestamp(String(record['stopped_at'])),
    ];
    return started === undefined || stopped === undefined ? [] : [stopped - started];
  });
}

function findExecutions(workflow: RecordKey, reader: StoreReader): readonly Measurement[] {
  return reader
    .find('workflow_executions', 'workflow_uuid', workflow)
    .map((record) => toMeasurement(record, record['user_id']));
}

function toMeasurement(record: StoredRecord, user: JsonValue | undefined): Measurement {
  return { time: parseTimestamp(String(record['created_at'])) ?? 0, user: isKey(user) ? user : undefined, record };
}

const FIELDS = { agents: 'agent_uuid', workflows: 'workflow_uuid' } as const;
