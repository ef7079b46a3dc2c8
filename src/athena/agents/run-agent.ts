import type { Call, PrepareRule, RuleDeps } from '../../behaviour/rule/behaviour.ts';
import { compileFindRecord, forbid } from '../../behaviour/resource/find-record.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import type { Asker } from '../responder/asking/asker.ts';
import { createRunConversation } from '../runs/run-conversation.ts';

/** Run an Agent: in the thread that the body names, which the caller must be allowed to see, or in a new thread. */
export const prepareRunAgent =
  (asker: Asker): PrepareRule =>
  (operation, deps) => {
    const find = compileFindRecord(operation, getNamedResource(deps.contract, 'Agent'), deps.access);
    const threads = getNamedResource(deps.contract, 'Thread');
    const runConversation = createRunConversation(deps, asker);

    return function runAgent(call) {
      return runConversation(call, ({ caller, path, body }, reader) => {
        const found = find(path, 'run', { reader, caller });
        if (found.kind === 'rejected') return { rejection: found.outcome };
        const threadUuid = readField(body, 'thread_uuid');
        if (threadUuid === null) return { agent: found.record, thread: undefined };
        const thread = findVisible(threads, threadUuid, { call, reader, deps });
        return thread === undefined ? { rejection: toInvalid('thread_uuid') } : { agent: found.record, thread };
      });
    };
  };

/** Run a Thread: with the agent that the body names, else with the thread's own agent. */
export const prepareRunThread =
  (asker: Asker): PrepareRule =>
  (operation, deps) => {
    const find = compileFindRecord(operation, getNamedResource(deps.contract, 'Thread'), deps.access);
    const agents = getNamedResource(deps.contract, 'Agent');
    const runConversation = createRunConversation(deps, asker);

    return function runThread(call) {
      return runConversation(call, ({ caller, path, body }, reader) => {
        const viewpoint = { reader, caller };
        const found = find(path, 'edit', viewpoint);
        if (found.kind === 'rejected') return { rejection: found.outcome };
        const key = readField(body, 'agent_uuid') ?? found.record['agent_uuid'] ?? null;
        if (key === null) return { rejection: toInvalid('agent_uuid', 'The agent uuid field is required.') };
        const agent = findVisible(agents, key, { call, reader, deps });
        if (agent === undefined) return { rejection: toInvalid('agent_uuid') };
        return deps.access.may('run', agents, agent, viewpoint)
          ? { agent, thread: found.record }
          : { rejection: forbid('run', { resource: agents, record: agent }, { access: deps.access, viewpoint }) };
      });
    };
  };

function readField(body: JsonValue | undefined, name: string): JsonValue {
  return isJsonObject(body) ? (body[name] ?? null) : null;
}

interface LookupContext {
  readonly call: Call;
  readonly reader: StoreReader;
  readonly deps: RuleDeps;
}

function findVisible(
  resource: Resource,
  key: JsonValue,
  { call, reader, deps }: LookupContext,
): StoredRecord | undefined {
  const record = isKey(key) ? reader.get(resource.collection, key) : undefined;
  return record !== undefined && deps.access.canSee(resource, record, { reader, caller: call.caller })
    ? record
    : undefined;
}

function toInvalid(field: string, message = `The selected ${field.replaceAll('_', ' ')} is invalid.`): Outcome {
  return { kind: 'invalid', violations: [{ field, location: 'body', keyword: 'exists', message }] };
}
