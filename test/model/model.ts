import type { JsonObject, JsonValue } from '../../src/kernel/json/json.ts';

/** The two people of the model, and how they sign their requests. */
export const PEOPLE = {
  john: { id: 123, email: 'john.doe@example.com', token: 'athena-demo-token' },
  jane: { id: 124, email: 'jane.smith@example.com', token: '2|GfEZn9WFoSnQ7RI8Ozfnj0PukS2ChbmpYXvRgRRX51e8d825' },
} as const;

export type Person = keyof typeof PEOPLE;

/** The collections that the model tracks. */
export const COLLECTIONS = [
  'agents',
  'prompts',
  'threads',
  'messages',
  'providers',
  'accounts',
  'workflows',
  'workspaces',
  'memories',
  'executions',
  'shares',
] as const;

export type CollectionName = (typeof COLLECTIONS)[number];

/**
 * The acknowledged state of one record: its owner, and the fields that the model tracks, named as in a body.
 */
export interface Row {
  readonly key: string;
  readonly owner: Person | 'another';
  readonly fields: JsonObject;
}

/** A world as plain maps. `gone` holds the keys of deleted records. */
export interface Model {
  readonly rows: Record<CollectionName, Map<string, Row>>;
  readonly gone: Record<CollectionName, string[]>;
}

/** Creates a model of a world that holds only these rows. */
export function createModel(rows: Partial<Record<CollectionName, readonly Row[]>>): Model {
  const entries = COLLECTIONS.map(
    (name) => [name, new Map((rows[name] ?? []).map((row) => [row.key, row] as const))] as const,
  );
  return {
    rows: Object.fromEntries(entries) as Model['rows'],
    gone: Object.fromEntries(COLLECTIONS.map((name) => [name, [] as string[]])) as Model['gone'],
  };
}

export function put(model: Model, name: CollectionName, row: Row): void {
  model.rows[name].set(row.key, row);
}

/** Changes the fields that are named. */
export function change(model: Model, name: CollectionName, key: string, fields: JsonObject): void {
  const row = model.rows[name].get(key);
  if (row !== undefined) put(model, name, { ...row, fields: { ...row.fields, ...fields } });
}

/** Removes a record, cascades to dependent ones, and sets nullable references to null. */
export function remove(model: Model, name: CollectionName, key: string): void {
  if (!model.rows[name].delete(key)) return;
  model.gone[name].push(key);
  for (const { from, field, consequence } of CONSEQUENCES[name] ?? []) {
    for (const row of model.rows[from].values()) {
      if (row.fields[field] !== key) continue;
      if (consequence === 'cascade') remove(model, from, row.key);
      else change(model, from, row.key, { [field]: null });
    }
  }
}

/** The changes to records that refer to a removed one. */
const CONSEQUENCES: Partial<
  Record<
    CollectionName,
    readonly { readonly from: CollectionName; readonly field: string; readonly consequence: 'cascade' | 'null' }[]
  >
> = {
  agents: [
    { from: 'threads', field: 'agent_uuid', consequence: 'null' },
    { from: 'messages', field: 'agent_uuid', consequence: 'null' },
    { from: 'memories', field: 'agent_uuid', consequence: 'cascade' },
    { from: 'shares', field: 'agent_uuid', consequence: 'cascade' },
  ],
  workflows: [
    { from: 'executions', field: 'workflow_uuid', consequence: 'cascade' },
    { from: 'shares', field: 'workflow_uuid', consequence: 'cascade' },
  ],
  threads: [{ from: 'messages', field: 'thread_uuid', consequence: 'cascade' }],
  workspaces: (['agents', 'prompts', 'threads', 'accounts', 'workflows', 'memories'] as const).map((from) => ({
    from,
    field: 'workspace_uuid',
    consequence: 'cascade',
  })),
};

/** Returns whether a person may see a record. */
export function canSee(model: Model, name: CollectionName, { owner, fields, key }: Row, person: Person): boolean {
  if (name === 'messages') return isSeen(model, 'threads', fields['thread_uuid'], person);
  if (owner === person) return true;
  if (name === 'accounts') return isSeen(model, 'workspaces', fields['workspace_uuid'], person);
  return fields['visibility'] === 'public' || findPermission(model, name, key, person) !== undefined;
}

/** Returns whether a person may change a record that they see. */
export function canEdit(model: Model, name: CollectionName, row: Row, person: Person): boolean {
  if (name === 'messages') return canSee(model, name, row, person);
  return row.owner === person || findPermission(model, name, row.key, person) === 'edit';
}

/** Returns the permission that a share grants a person on a record, or undefined if there is none. */
export function findPermission(model: Model, name: CollectionName, key: string, person: Person): JsonValue | undefined {
  const field = name === 'agents' ? 'agent_uuid' : name === 'workflows' ? 'workflow_uuid' : undefined;
  if (field === undefined) return undefined;
  const shares = [...model.rows.shares.values()].filter(
    ({ fields }) => fields[field] === key && fields['user_id'] === PEOPLE[person].id,
  );
  return shares.at(-1)?.fields['permission'];
}

function isSeen(model: Model, name: CollectionName, key: JsonValue | undefined, person: Person): boolean {
  const row = typeof key === 'string' ? model.rows[name].get(key) : undefined;
  return row !== undefined && canSee(model, name, row, person);
}

/** The records that a person sees, in the order in which they came. */
export function seenBy(model: Model, name: CollectionName, person: Person): readonly Row[] {
  return [...model.rows[name].values()].filter((row) => canSee(model, name, row, person));
}
