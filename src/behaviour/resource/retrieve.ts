import type { PrepareRule } from '../rule/behaviour.ts';
import { compileTextEnvelope } from '../rule/envelope.ts';
import { compileFindRecord } from './find-record.ts';
import { getResource } from '../rule/get-resource.ts';
import { readRequestedRelations } from '../representation/requested-relations.ts';

/** Returns the record that the path names. */
export const prepareRetrieve: PrepareRule = (operation, { access, presenter }) => {
  const resource = getResource(operation);
  const find = compileFindRecord(operation, resource, access);
  const envelope = compileTextEnvelope(operation);

  return function retrieveRecord({ world, caller, path, query, request }) {
    const found = find(path, 'see', { reader: world.store, caller });
    if (found.kind === 'rejected') return found.outcome;
    const view = { reader: world.store, caller, origin: request.origin, ...readRequestedRelations(query) };
    const text = envelope(presenter.presentFor(resource, view)(found.record));
    return { kind: 'success', text, decision: found.decision };
  };
};
