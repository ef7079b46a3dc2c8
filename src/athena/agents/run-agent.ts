import type { Call, PrepareRule, RuleDeps } from '../../behaviour/rule/behaviour.ts';
import { compileFindRecord } from '../../behaviour/resource/find-record.ts';
import { isKey } from '../../behaviour/representation/record-key.ts';
import type { Resource } from '../../contract/model/resource.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import type { Responder } from '../responder/model/responder.ts';
import { createRunConversation } from '../runs/run-conversation.ts';

/** Run an Agent: in the thread that the body names, which must be one of the caller's, or in a new one. */
export const prepareRunAgent =
  (responder: Responder): PrepareRule =>
  (operation, tools) => {
    const find = compileFindRecord(operation, getNamedResource(tools.contract, 'Agent'), tools.access);
    const threads = getNamedResource(tools.contract, 'Thread');
    const converse = createRunConversation(tools, responder);

    return function runAgent(call) {
      return converse(call, ({ caller, path, body }, reader) => {
        const found = find(path, 'run', { reader, caller });
        if (found.kind === 'refused') return { refused: found.outcome };
        const named = readField(body, 'thread_uuid');
        if (named === null) return { agent: found.record, thread: undefined };
        const thread = findVisible(threads, named, { call, reader, tools });
        return thread === undefined ? { refused: toInvalid('thread_uuid') } : { agent: found.record, thread };
      });
    };
  };

/** Run a Thread: by its own agent, or by the one that the body names. */
export const prepareRunThread =
  (responder: Responder): PrepareRule =>
  (operation, tools) => {
    const find = compileFindRecord(operation, getNamedResource(tools.contract, 'Thread'), tools.access);
    const agents = getNamedResource(tools.contract, 'Agent');
    const converse = createRunConversation(tools, responder);

    return function runThread(call) {
      return converse(call, ({ caller, path, body }, reader) => {
        const viewpoint = { reader, caller };
        const found = find(path, 'edit', viewpoint);
        if (found.kind === 'refused') return { refused: found.outcome };
        const named = readField(body, 'agent_uuid');
        const key = named ?? found.record['agent_uuid'] ?? null;
        if (key === null) return { refused: toInvalid('agent_uuid', 'The agent uuid field is required.') };
        const agent = findVisible(agents, key, { call, reader, tools });
        if (agent === undefined) return { refused: toInvalid('agent_uuid') };
        return tools.access.may('run', agents, agent, viewpoint)
          ? { agent, thread: found.record }
          : { refused: { kind: 'forbidden' } };
      });
    };
  };

function readField(body: JsonValue | undefined, name: string): JsonValue {
  return isJsonObject(body) ? (body[name] ?? null) : null;
}

interface Sight {
  readonly call: Call;
  readonly reader: StoreReader;
  readonly tools: RuleDeps;
}

function findVisible(resource: Resource, key: JsonValue, { call, reader, tools }: Sight): StoredRecord | undefined {
  const record = isKey(key) ? reader.get(resource.collection, key) : undefined;
  return record !== undefined && tools.access.canSee(resource, record, { reader, caller: call.caller })
    ? record
    : undefined;
}

function toInvalid(field: string, message = `The selected ${field.replaceAll('_', ' ')} is invalid.`): Outcome {
  return { kind: 'invalid', violations: [{ field, location: 'body', keyword: 'exists', message }] };
}
