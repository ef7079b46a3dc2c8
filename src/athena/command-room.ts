import type { PrepareRule, RuleDeps } from '../behaviour/rule/behaviour.ts';
import type { FieldCheckDeps, PrepareFieldCheck } from '../behaviour/rule/field-check.ts';
import type { Caller } from '../behaviour/representation/caller.ts';
import type { Viewpoint } from '../behaviour/representation/access.ts';
import { findByKey } from '../behaviour/resource/find-record.ts';
import { compileEnvelope } from '../behaviour/rule/envelope.ts';
import { toTimestamp } from '../kernel/time/clock.ts';
import type { JsonObject, JsonValue } from '../kernel/json/json.ts';
import type { Outcome } from '../kernel/outcome.ts';
import type { FieldViolation } from '../kernel/problem.ts';
import type { CollectionSpec, StoredRecord, Transaction } from '../store/port/store.ts';
import type { World } from '../store/port/world.ts';
import type { components } from './contract/contract.generated.ts';
import { getNamedResource } from './contract/named-resource.ts';

/** The collection of command room tasks. It is hidden: the documentation lists operations for it, but no schema. */
export const COMMAND_ROOM_TASKS: CollectionSpec = {
  name: 'command_room_tasks',
  key: 'uuid',
  indexes: ['taskable_uuid'],
};

type StoreRequest = components['schemas']['CommandRoomTaskStoreRequest'];

/** Pins a record that the caller sees to the command room of a workspace. A record may be pinned more than once. */
export const prepareStoreTask: PrepareRule = (operation, deps) => {
  const users = getNamedResource(deps.contract, 'User');
  const workspaces = getNamedResource(deps.contract, 'Workspace');
  const envelope = compileEnvelope(operation);

  return function storeTask({ world, commit, caller, body, request }) {
    // The contract has already validated the body.
    const storeRequest = body as JsonValue & StoreRequest;
    return commit((transaction): Outcome => {
      const viewpoint = { reader: transaction, caller };
      const pinned = findPinned(storeRequest, deps, viewpoint);
      const violations = findUnknown(storeRequest, deps, viewpoint);
      if (pinned === undefined || violations.length > 0) return { kind: 'invalid', violations };
      const workspaceKey = storeRequest.workspace_uuid ?? caller?.record['primary_workspace_uuid'] ?? null;
      const workspace = findVisible('Workspace', workspaceKey, deps, viewpoint);
      const task = toTask(storeRequest, pinned, { world, transaction });
      transaction.insert(COMMAND_ROOM_TASKS.name, {
        ...task,
        user_id: caller?.key ?? null,
        workspace_uuid: workspaceKey,
      });
      updateTaskFlag(task, transaction);
      const view = { ...viewpoint, origin: request.origin };
      const user = caller === undefined ? {} : deps.representer.represent(users, caller.record, view);
      return {
        kind: 'success',
        body: envelope({
          ...task,
          user,
          workspace: workspace === undefined ? null : deps.representer.represent(workspaces, workspace, view),
        }),
      };
    });
  };
};

/** Checks that the caller sees the record and the workspace that a new task names. */
export const prepareCheckTask: PrepareFieldCheck =
  (_operation, deps) =>
  ({ body }, viewpoint) =>
    findUnknown(body, deps, viewpoint);

function findUnknown(
  body: Partial<StoreRequest> | JsonObject,
  deps: FieldCheckDeps,
  viewpoint: Viewpoint,
): readonly FieldViolation[] {
  const { taskable_type: type, taskable_uuid: key, workspace_uuid: workspace } = body;
  const isPinnable = isTaskable(type) && typeof key === 'string';
  const hasWorkspace =
    typeof workspace !== 'string' || findVisible('Workspace', workspace, deps, viewpoint) !== undefined;
  return [
    ...(isPinnable && findVisible(SCHEMAS[type], key, deps, viewpoint) === undefined
      ? [toViolation('taskable_uuid')]
      : []),
    ...(hasWorkspace ? [] : [toViolation('workspace_uuid')]),
  ];
}

function isTaskable(type: JsonValue | undefined): type is keyof typeof SCHEMAS {
  return typeof type === 'string' && Object.hasOwn(SCHEMAS, type);
}

/** Deletes a task of the caller. A task whose pinned record was deleted counts as not found. */
export const prepareRemoveTask: PrepareRule = (_operation, deps) => {
  return function removeTask({ commit, caller, path }) {
    const key = String(path['command_room_task_uuid']);
    return commit((transaction): Outcome => {
      const task = findByKey(COMMAND_ROOM_TASKS.name, key, transaction);
      if (task === undefined || !isCallers(task, caller) || !exists(task, deps, transaction))
        return { kind: 'not_found', model: 'CommandRoomTask', key };
      transaction.delete(COMMAND_ROOM_TASKS.name, String(task['uuid']));
      updateTaskFlag(task, transaction);
      return { kind: 'success' };
    });
  };
};

function findPinned(
  { taskable_type: type, taskable_uuid: key }: StoreRequest,
  deps: RuleDeps,
  viewpoint: Viewpoint,
): StoredRecord | undefined {
  return findVisible(SCHEMAS[type], key, deps, viewpoint);
}

function findVisible(
  name: string,
  key: JsonValue,
  { contract, access }: FieldCheckDeps,
  viewpoint: Viewpoint,
): StoredRecord | undefined {
  const resource = getNamedResource(contract, name);
  const record = typeof key === 'string' ? viewpoint.reader.get(resource.collection, key) : undefined;
  return record !== undefined && access.canSee(resource, record, viewpoint) ? record : undefined;
}

function toTask(
  { taskable_type: type, taskable_uuid: key, title, description, due_at: due }: StoreRequest,
  pinned: StoredRecord,
  { world, transaction }: { readonly world: World; readonly transaction: Transaction },
) {
  const now = toTimestamp(world.clock.now());
  // An execution has no name: its workflow's name is used.
  const named = type === 'workflow_execution' ? transaction.get('workflows', String(pinned['workflow_uuid'])) : pinned;
  return {
    uuid: world.ids.uuid(COMMAND_ROOM_TASKS.name, transaction.next(COMMAND_ROOM_TASKS.name)),
    taskable_type: type,
    taskable_uuid: key,
    title: title ?? named?.['name'] ?? null,
    description: description ?? null,
    due_at: due ?? null,
    is_done: false,
    created_at: now,
    updated_at: now,
  };
}

/** Updates `has_command_room_task` of an execution, which lists filter by. */
function updateTaskFlag({ taskable_type: type, taskable_uuid: uuid }: StoredRecord, transaction: Transaction): void {
  const key = String(uuid);
  if (type !== 'workflow_execution' || transaction.get('workflow_executions', key) === undefined) return;
  const has = transaction.find(COMMAND_ROOM_TASKS.name, 'taskable_uuid', key).length > 0;
  transaction.update('workflow_executions', key, { has_command_room_task: has });
}

function isCallers({ user_id: user }: StoredRecord, caller: Caller | undefined): boolean {
  return caller === undefined || user === caller.key;
}

function exists(
  { taskable_type: type, taskable_uuid: key }: StoredRecord,
  { contract }: RuleDeps,
  transaction: Transaction,
): boolean {
  const schema = SCHEMAS[type as keyof typeof SCHEMAS];
  return transaction.get(getNamedResource(contract, schema).collection, String(key)) !== undefined;
}

function toViolation(field: string): FieldViolation {
  return {
    field,
    location: 'body',
    keyword: 'exists',
    message: `The selected ${field.replaceAll('_', ' ')} is invalid.`,
  };
}

const SCHEMAS = { agent: 'Agent', workflow: 'Workflow', workflow_execution: 'WorkflowExecution' } as const;
