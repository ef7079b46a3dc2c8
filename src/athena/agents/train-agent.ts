import type { PrepareRule } from '../../behaviour/rule/behaviour.ts';
import { toRecord } from '../../behaviour/resource/create.ts';
import { compileFindRecord } from '../../behaviour/resource/find-record.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import { schedule, type PrepareWork } from '../../behaviour/time/schedule.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, Transaction } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import { countTokens } from '../responder/model/count-tokens.ts';
import { toCapitalised } from '../responder/model/words.ts';

/** The kind of scheduled work that moves memories to their next status. */
export const LEARN = 'learn';

/** Train an Agent: creates a memory for each text and URL. A memory is pending, then processing, then ready. */
export const prepareTrainAgent: PrepareRule = (operation, deps) => {
  const find = compileFindRecord(operation, getNamedResource(deps.contract, 'Agent'), deps.access);
  const memories = getNamedResource(deps.contract, 'Memory');

  return async function trainAgent({ world, commitStep, caller, path, body, request, runDueWork }) {
    const started = await commitStep((transaction) => {
      const found = find(path, 'edit', { reader: transaction, caller });
      if (found.kind === 'rejected') return found;
      // The contract has already validated the body.
      const training: Training = isJsonObject(body) ? body : {};
      if (training.replace === true) deleteLearned(found.record, transaction);
      const records = toMemories(training).map((memory) => {
        const fields = {
          ...memory,
          agent_uuid: found.record['uuid'] ?? null,
          workspace_uuid: found.record['workspace_uuid'] ?? null,
        };
        const record = {
          ...toRecord(memories, { ...fields, user_id: caller?.key ?? null }, { world, transaction, caller }),
          ...memory,
        };
        transaction.insert(memories.collection, record);
        return record;
      });
      const keys = records.map(({ uuid }) => String(uuid));
      scheduleLearning(keys, { world, transaction });
      return { kind: 'started', keys } as const;
    });
    if (started.kind === 'rejected') return started.outcome;
    await runDueWork();
    const view = { reader: world.store, caller, origin: request.origin };
    const learned = started.keys.flatMap(
      (key) => world.store.get(memories.collection, key) ?? [],
    ) as readonly StoredRecord[];
    return {
      kind: 'success',
      body: { data: learned.map((record) => deps.representer.represent(memories, record, view)) },
    };
  };
};

/** Sets the next status of memories, except those that were deleted meanwhile. */
export const prepareLearn: PrepareWork =
  () =>
  async (payload, { now }) => {
    const keys = (payload['memories'] as readonly JsonValue[]).filter(isKey);
    return (transaction) => {
      for (const key of keys) {
        if (transaction.get('memories', key) === undefined) continue;
        transaction.update('memories', key, { status: payload['status'] ?? 'ready', updated_at: toTimestamp(now) });
      }
    };
  };

/** The body of the contract's AgentTrainRequest. */
interface Training {
  readonly texts?: readonly string[];
  readonly urls?: readonly string[];
  readonly type?: string;
  readonly importance?: number;
  readonly replace?: boolean;
}

function scheduleLearning(
  memories: readonly string[],
  { world, transaction }: { readonly world: World; readonly transaction: Transaction },
): void {
  const now = world.clock.now();
  const ready = PENDING_TIME + Math.min(memories.length * TIME_PER_MEMORY, MAX_TIME);
  schedule(transaction, {
    kind: LEARN,
    due: now + world.pace.scale(PENDING_TIME),
    payload: { memories, status: 'processing' },
  });
  schedule(transaction, { kind: LEARN, due: now + world.pace.scale(ready), payload: { memories, status: 'ready' } });
}

/** Deletes the memories that earlier training created. */
function deleteLearned(agent: StoredRecord, transaction: Transaction): void {
  for (const { uuid, source } of transaction.find('memories', 'agent_uuid', agent['uuid'] ?? null)) {
    if (isKey(uuid) && (source === 'training' || source === 'url')) transaction.delete('memories', uuid);
  }
}

/** Returns the fields of the new memories, texts first. Pages are not fetched: their content names the URL only. */
function toMemories({ texts = [], urls = [], type = 'fact', importance = 0.5 }: Training): readonly JsonObject[] {
  const toMemory = (content: string, rest: JsonObject): JsonObject => ({
    content,
    importance,
    status: 'pending',
    tokens_count: countTokens(content),
    ...rest,
  });
  return [
    ...texts.map((text) => toMemory(text, { type, source: 'training' })),
    ...urls.map((url) => toMemory(describePage(url), { type: 'document', source: 'url', metadata: { url } })),
  ];
}

function describePage(url: string): string {
  const words = (URL.canParse(url) ? new URL(url).pathname : '').replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return words === '' ? `The page ${url}` : `${toCapitalised(words)}: the page ${url}`;
}

/** In milliseconds: the wait before processing, the time per memory, and the maximum for all of them. */
const PENDING_TIME = 1200;
const TIME_PER_MEMORY = 400;
const MAX_TIME = 15_000;
