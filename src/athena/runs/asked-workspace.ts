import type { Call, RuleDeps } from '../../behaviour/rule/behaviour.ts';
import type { Resource } from '../../contract/model/resource.ts';
import type { StoredRecord, StoreReader } from '../../store/port/store.ts';
import { getNamedResource } from '../contract/named-resource.ts';
import type { AskedRecord, AskedWorkspace } from '../responder/model/responder.ts';

/** Returns what the caller may see in the workspace of an agent. Undefined when the agent has none. */
export type FindAskedWorkspace = (agent: StoredRecord, call: Call) => AskedWorkspace | undefined;

/** Prepares the lookup of an agent's workspace: the workflows, agents, prompts and accounts that the caller may see. */
export function createFindWorkspace({ contract, access }: RuleDeps): FindAskedWorkspace {
  const [workflows, agents, prompts, accounts] = ['Workflow', 'Agent', 'Prompt', 'Account'].map((name) =>
    getNamedResource(contract, name),
  );
  return function findWorkspace(agent, { world, caller }) {
    const { store } = world;
    const key = agent['workspace_uuid'];
    const workspace = typeof key === 'string' ? store.get('workspaces', key) : undefined;
    if (workspace === undefined) return undefined;
    const find = (resource: Resource | undefined): readonly AskedRecord[] => {
      if (resource === undefined) return [];
      const visible: AskedRecord[] = [];
      for (const record of store.find(resource.collection, 'workspace_uuid', key ?? null)) {
        if (visible.length === MAX_RECORDS) break;
        if (access.canSee(resource, record, { reader: store, caller }))
          visible.push(toAskedRecord(toNamed(record, store)));
      }
      return visible;
    };
    return {
      name: String(workspace['name']),
      workflows: find(workflows),
      agents: find(agents),
      prompts: find(prompts),
      accounts: find(accounts),
    };
  };
}

/** An account is called by its provider's name. */
function toNamed(record: StoredRecord, store: StoreReader): StoredRecord {
  const { provider_uuid: key } = record;
  const provider = typeof key === 'string' ? store.get('providers', key) : undefined;
  return provider === undefined
    ? record
    : { name: provider['name'] ?? null, description: provider['description'] ?? null };
}

function toAskedRecord({ name, description, is_enabled: isEnabled, status }: StoredRecord): AskedRecord {
  return {
    name: String(name),
    description: typeof description === 'string' ? description : null,
    isActive: isEnabled !== false && status !== 'archived' && status !== 'draft' && status !== 'inactive',
  };
}

/** Maximum number of records of one kind. */
const MAX_RECORDS = 30;
