import type { PrepareRule } from '../behaviour/rule/behaviour.ts';
import { deleteRecord } from '../behaviour/resource/delete-record.ts';
import { compileFindRecord } from '../behaviour/resource/find-record.ts';
import { getKey } from '../behaviour/representation/record-key.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { getNamedResource } from './contract/named-resource.ts';

/**
 * Deletes a workspace and everything in it. An owner's last workspace cannot be deleted. If it was the primary one, the
 * owner's oldest other workspace becomes primary.
 */
export const prepareDeleteWorkspace: PrepareRule = (operation, { contract, access }) => {
  const workspaces = getNamedResource(contract, 'Workspace');
  const users = getNamedResource(contract, 'User');
  const find = compileFindRecord(operation, workspaces, access);

  return function deleteWorkspace({ commit, caller, path }) {
    return commit((transaction): Outcome => {
      const found = find(path, 'delete', { reader: transaction, caller });
      if (found.kind === 'rejected') return found.outcome;
      const key = getKey(workspaces, found.record);
      const owner = found.record['user_id'] ?? null;
      const other = transaction
        .find(workspaces.collection, 'user_id', owner)
        .find((workspace) => getKey(workspaces, workspace) !== key);
      if (other === undefined) return { kind: 'conflict', message: LAST };
      const user = transaction.get(users.collection, Number(owner));
      if (user?.['primary_workspace_uuid'] === key)
        transaction.update(users.collection, getKey(users, user), {
          primary_workspace_uuid: getKey(workspaces, other),
        });
      return deleteRecord(workspaces, found.record, { contract, transaction });
    });
  };
};

const LAST = 'The workspace cannot be deleted because it is the last one of its owner.';
