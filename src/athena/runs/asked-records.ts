import { isKey } from '../../behaviour/representation/record-key.ts';
import { isJsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import type {
  AskedAgent,
  AskedMemory,
  AskedModel,
  AskedPrompt,
  AskedTool,
  AskedWorkflow,
} from '../responder/model/responder.ts';

/** Returns what a question shows of an agent. `instruction` has its placeholders filled. */
export function toAskedAgent(agent: StoredRecord, instruction = toText(agent['instruction'])): AskedAgent {
  const { metadata = {} } = agent;
  return {
    uuid: toText(agent['uuid']),
    name: toText(agent['name']),
    description: toTextOrNull(agent['description']),
    instruction,
    metadata: isJsonObject(metadata) ? metadata : {},
  };
}

/** Returns what a question shows of a prompt. */
export function toAskedPrompt({ uuid, name, description, content }: StoredRecord): AskedPrompt {
  return {
    uuid: toText(uuid),
    name: toText(name),
    description: toTextOrNull(description),
    content: toText(content),
  };
}

/** Returns what a question shows of a workflow. */
export function toAskedWorkflow({ uuid, name }: StoredRecord): AskedWorkflow {
  return { uuid: toText(uuid), name: toText(name) };
}

/** Returns what a question shows of its model; nothing when the platform chooses it. */
export function toAskedModel(model: StoredRecord | undefined): { readonly model?: AskedModel } {
  if (model === undefined) return {};
  const { uuid, slug, name, vendor } = model;
  return { model: { uuid: toText(uuid), slug: toText(slug), name: toText(name), vendor: toTextOrNull(vendor) } };
}

/** Returns the enabled tools of an agent. */
export function findTools(agent: StoredRecord, store: StoreReader): readonly AskedTool[] {
  const uuids = agent['tool_uuids'];
  const keys: readonly JsonValue[] = Array.isArray(uuids) ? uuids : [];
  return keys.flatMap((key) => {
    const tool = isKey(key) ? store.get('tools', key) : undefined;
    return tool === undefined || tool['is_enabled'] === false ? [] : [toAskedTool(tool)];
  });
}

/** Returns what a question shows of a tool. */
export function toAskedTool({ slug, name, description, input_schema: schema = {} }: StoredRecord): AskedTool {
  return {
    slug: toText(slug),
    name: toText(name),
    description: toTextOrNull(description),
    inputSchema: isJsonObject(schema) ? schema : {},
  };
}

/** Returns the memories of an agent. */
export function findMemories({ uuid = null }: StoredRecord, store: StoreReader): readonly AskedMemory[] {
  return store.find('memories', 'agent_uuid', uuid).map(toAskedMemory);
}

/** Returns what a question shows of a memory. */
export function toAskedMemory({ type, content }: StoredRecord): AskedMemory {
  return { type: toTextOrNull(type), content: toText(content) };
}

function toText(value: JsonValue | undefined): string {
  return value === undefined || value === null ? '' : String(value);
}

function toTextOrNull(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
