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

/** The kind of work that takes memories a step further. */
export const LEARN = 'learn';

/** Train an Agent: a memory for each text and each address, which are pending, then processing, then ready. */
export const prepareTrainAgent: PrepareRule = (operation, tools) => {
  const find = compileFindRecord(operation, getNamedResource(tools.contract, 'Agent'), tools.access);
  const memories = getNamedResource(tools.contract, 'Memory');

  return async function trainAgent({ world, commitStep, caller, path, body, request, runDueWork: settle }) {
    const begun = await commitStep((transaction) => {
      const found = find(path, 'edit', { reader: transaction, caller });
      if (found.kind === 'refused') return found;
      // Validation has seen to it that the body is one.
      const training: Training = isJsonObject(body) ? body : {};
      if (training.replace === true) forget(found.record, transaction);
      const records = toLessons(training).map((lesson) => {
        const fields = {
          ...lesson,
          agent_uuid: found.record['uuid'] ?? null,
          workspace_uuid: found.record['workspace_uuid'] ?? null,
        };
        const record = {
          ...toRecord(memories, { ...fields, user_id: caller?.key ?? null }, { world, transaction, caller }),
          ...lesson,
        };
        transaction.insert(memories.collection, record);
        return record;
      });
      const keys = records.map(({ uuid }) => String(uuid));
      scheduleLearning(keys, { world, transaction });
      return { kind: 'begun', keys } as const;
    });
    if (begun.kind === 'refused') return begun.outcome;
    await settle();
    const view = { reader: world.store, caller, origin: request.origin };
    const learnt = begun.keys.flatMap(
      (key) => world.store.get(memories.collection, key) ?? [],
    ) as readonly StoredRecord[];
    return {
      kind: 'success',
      body: { data: learnt.map((record) => tools.representer.represent(memories, record, view)) },
    };
  };
};

/** Takes memories a step further. Those that were deleted meanwhile are left out. */
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
  const ready = BEGINNING + Math.min(memories.length * LESSON, LONGEST);
  schedule(transaction, {
    kind: LEARN,
    due: now + world.pace.scale(BEGINNING),
    payload: { memories, status: 'processing' },
  });
  schedule(transaction, { kind: LEARN, due: now + world.pace.scale(ready), payload: { memories, status: 'ready' } });
}

/** What it learnt by training before. */
function forget(agent: StoredRecord, transaction: Transaction): void {
  for (const { uuid, source } of transaction.find('memories', 'agent_uuid', agent['uuid'] ?? null)) {
    if (isKey(uuid) && (source === 'training' || source === 'url')) transaction.delete('memories', uuid);
  }
}

/** What is to be remembered, texts first. Pages are not fetched: what is known of one is its address. */
function toLessons({ texts = [], urls = [], type = 'fact', importance = 0.5 }: Training): readonly JsonObject[] {
  const toLesson = (content: string, rest: JsonObject): JsonObject => ({
    content,
    importance,
    status: 'pending',
    tokens_count: countTokens(content),
    ...rest,
  });
  return [
    ...texts.map((text) => toLesson(text, { type, source: 'training' })),
    ...urls.map((url) => toLesson(describePage(url), { type: 'document', source: 'url', metadata: { url } })),
  ];
}

function describePage(url: string): string {
  const words = (URL.canParse(url) ? new URL(url).pathname : '').replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return words === '' ? `The page ${url}` : `${toCapitalised(words)}: the page ${url}`;
}

/** In milliseconds: until it begins, for each lesson, and for all of them at most. */
const BEGINNING = 1200;
const LESSON = 400;
const LONGEST = 15_000;
