import type { PrepareRule } from '../behaviour/rule/behaviour.ts';
import { compileEnvelope } from '../behaviour/rule/envelope.ts';
import { compileFindRecord } from '../behaviour/resource/find-record.ts';
import { isKey } from '../behaviour/representation/record-key.ts';
import { toTimestamp } from '../kernel/time/clock.ts';
import type { Outcome } from '../kernel/outcome.ts';
import type { StoredRecord, StoreReader } from '../store/port/store.ts';
import { getNamedResource } from './contract/named-resource.ts';
import { toCapitalised, toKeywords, toReferences, toSnippet, toTopic } from './responder/model/words.ts';

/** Generate Thread Name: names a thread after its messages. */
export const prepareGenerateThreadName: PrepareRule = (operation, { contract, access, representer }) => {
  const threads = getNamedResource(contract, 'Thread');
  const find = compileFindRecord(operation, threads, access);
  const envelope = compileEnvelope(operation);

  return function generateThreadName({ world, commit, caller, path, request }) {
    return commit((transaction): Outcome => {
      const viewpoint = { reader: transaction, caller };
      const found = find(path, 'edit', viewpoint);
      if (found.kind === 'rejected') return found.outcome;
      const changes = { name: toName(found.record, transaction), updated_at: toTimestamp(world.clock.now()) };
      const record = transaction.update(threads.collection, String(found.record['uuid']), changes);
      return {
        kind: 'success',
        body: envelope(representer.represent(threads, record, { ...viewpoint, origin: request.origin })),
      };
    });
  };
};

/** Returns the topic of the first meaningful user message, with the first number that the user mentions. */
function toName(thread: StoredRecord, reader: StoreReader): string {
  const messages = reader.find('messages', 'thread_uuid', thread['uuid'] ?? null);
  const userTexts = messages.filter(({ role }) => role === 'user').map(({ content }) => String(content));
  const meaningful = userTexts.find((text) => toKeywords(text).length > 1);
  if (meaningful === undefined) return toFallback(thread, userTexts[0], reader);
  const [reference] = userTexts.flatMap(toReferences);
  const topic = toCapitalised(toSnippet(toTopic(meaningful), 80));
  return reference === undefined || topic.includes(reference) ? topic : `${topic} (${reference})`;
}

function toFallback({ agent_uuid: key }: StoredRecord, first: string | undefined, reader: StoreReader): string {
  const agent = isKey(key) ? reader.get('agents', key) : undefined;
  const suffix = agent === undefined ? '' : ` with ${toSnippet(String(agent['name']), 200)}`;
  return first === undefined ? `New conversation${suffix}` : `A first word${suffix}`;
}
