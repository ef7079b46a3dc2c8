import type { CompiledContract, Operation } from '../../src/contract/model/contract.ts';
import type { Resource } from '../../src/contract/model/resource.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import { credentialsFor } from './draft.ts';
import { sendWire, type FetchTarget } from './wire.ts';
import { getOrCreate } from '../../src/kernel/get-or-create.ts';

/**
 * Returns the keys of records that the caller may see, by the name of a parameter or property (`workspace_uuid`,
 * `tool_uuids`).
 */
export type KnownKeys = (operation: Operation, name: string) => readonly JsonValue[] | undefined;

/** The records that the caller may see in the initial state. */
export interface Known {
  readonly keys: KnownKeys;
  /** The records in the list of a resource, by the resource's name. */
  readonly records: (resource: string) => readonly JsonObject[];
}

/** Reads every list and collects the keys of its records, including nested ones. */
export async function readKnown(contract: CompiledContract, fetchTarget: FetchTarget): Promise<Known> {
  const keys = new Map<string, Set<JsonValue>>();
  const lists = await readLists(contract, fetchTarget);
  const failed = lists.find(({ status }) => status !== 200);
  if (failed !== undefined)
    throw new Error(`Failed to read the initial state: ${failed.operation.id} returned ${failed.status}.`);
  for (const { operation, records } of lists)
    if (operation.resource !== undefined)
      for (const record of records) collect(record, operation.resource, { contract, keys });
  // A nested record may be one that the caller may not see by itself. If the resource has a list, only the list counts.
  for (const { operation, records } of lists)
    if (operation.resource !== undefined)
      keys.set(
        operation.resource.name,
        new Set(records.map((record) => record[operation.resource?.key ?? ''] ?? null)),
      );
  const records = (name: string): readonly JsonObject[] =>
    lists.flatMap((list) => (list.operation.resource?.name === name ? list.records : []));
  return { keys: createKnownKeys(keys, namesOfKeys(contract)), records };
}

function createKnownKeys(
  keys: ReadonlyMap<string, ReadonlySet<JsonValue>>,
  byName: ReadonlyMap<string, string>,
): KnownKeys {
  return ({ resource }, name) => {
    const relation = [...(resource?.relations.values() ?? [])].find(
      (candidate) =>
        (candidate.kind === 'key' && candidate.key === name) || (candidate.kind === 'keys' && candidate.keys === name),
    );
    const found = keys.get(relation?.schema ?? byName.get(name) ?? '');
    return found === undefined || found.size === 0 ? undefined : [...found];
  };
}

/** The response of a list. */
interface ListContent {
  readonly operation: Operation;
  readonly status: number;
  readonly records: readonly JsonObject[];
}

/** Reads every list with all relations that `with` can include: the state as a client sees it. */
export async function readLists(contract: CompiledContract, fetchTarget: FetchTarget): Promise<readonly ListContent[]> {
  const lists = contract.operations.filter(({ behaviour, path }) => behaviour === 'list' && !path.includes('{'));
  return Promise.all(
    lists.map(async (operation) => {
      const items = operation.parameters.find(({ in: location, name }) => location === 'query' && name === 'with')
        ?.schema['items'];
      const relations =
        isJsonObject(items) && Array.isArray(items['enum']) ? [['with', items['enum'].join(',')] as const] : [];
      const pages = operation.parameters.some(({ name }) => name === 'per_page') ? [['per_page', '100'] as const] : [];
      const query = [...pages, ...relations];
      const wire = { method: 'GET', path: operation.path, query, headers: credentialsFor(operation), body: undefined };
      const { status, body } = await sendWire(fetchTarget, wire);
      const data = isJsonObject(body) ? body['data'] : body;
      return { operation, status, records: (Array.isArray(data) ? data : []) as readonly JsonObject[] };
    }),
  );
}

interface CollectContext {
  readonly contract: CompiledContract;
  readonly keys: Map<string, Set<JsonValue>>;
}

function collect(value: JsonValue | undefined, resource: Resource, { contract, keys }: CollectContext): void {
  const key = isJsonObject(value) ? value[resource.key] : undefined;
  if (!isJsonObject(value) || key === undefined) return;
  getOrCreate(keys, resource.name, () => new Set()).add(key);
  for (const relation of resource.relations.values()) {
    const related = contract.resources.get(relation.schema);
    const shown = value[relation.name];
    if (related === undefined) continue;
    for (const one of Array.isArray(shown) ? (shown as readonly JsonValue[]) : [shown])
      collect(one, related, { contract, keys });
  }
}

/** Maps names to resources: `workspace_uuid`, `workspace_uuids` and the keys of relations are keys of a Workspace. */
function namesOfKeys({ resources }: CompiledContract): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { name, key, relations } of resources.values()) {
    for (const relation of relations.values()) if (relation.kind === 'key') names.set(relation.key, relation.schema);
    const own = `${name.replaceAll(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase()}_${key}`;
    names.set(own, name);
    names.set(`${own}s`, name);
  }
  return names;
}
