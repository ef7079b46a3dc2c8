import type { PrepareRule } from './behaviour.ts';
import { compileTextEnvelope } from './envelope.ts';
import { compileFindRecord } from './find-record.ts';
import { getResource } from './get-resource.ts';
import { readRequestedRelations } from './requested-relations.ts';

/** Shows the record that the path names. */
export const prepareRetrieve: PrepareRule = (operation, { access, presenter }) => {
  const resource = getResource(operation);
  const find = compileFindRecord(operation, resource, access);
  const envelope = compileTextEnvelope(operation);

  return function retrieveRecord({ world, caller, path, query, request }) {
    const found = find(path, 'see', { reader: world.store, caller });
    if (found.kind === 'refused') return found.outcome;
    const view = { reader: world.store, caller, origin: request.origin, ...readRequestedRelations(query) };
    return { kind: 'success', text: envelope(presenter.presentFor(resource, view)(found.record)) };
  };
};
