import type { PrepareRule } from '../rule/behaviour.ts';
import { deleteRecord } from './delete-record.ts';
import { compileFindRecord } from './find-record.ts';
import { getResource } from '../rule/get-resource.ts';

/** Deletes the record that the path names, with the consequences (`on_delete`) that relations to it declare. */
export const prepareDelete: PrepareRule = (operation, { contract, access }) => {
  const resource = getResource(operation);
  const find = compileFindRecord(operation, resource, access);

  return function deleteRecordByKey({ commit, caller, path }) {
    return commit((transaction) => {
      const found = find(path, 'delete', { reader: transaction, caller });
      if (found.kind === 'rejected') return found.outcome;
      const outcome = deleteRecord(resource, found.record, { contract, transaction });
      return outcome.kind === 'success' ? { ...outcome, decision: found.decision } : outcome;
    });
  };
};
