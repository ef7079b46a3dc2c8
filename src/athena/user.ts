import type { PrepareRule } from '../behaviour/rule/behaviour.ts';
import { compileTextEnvelope } from '../behaviour/rule/envelope.ts';
import { readRequestedRelations } from '../behaviour/representation/requested-relations.ts';

/** Retrieves the caller. The operation's `security` decides which credentials are accepted. */
export const prepareRetrieveCaller: PrepareRule = (operation, { contract, presenter }) => {
  const users = contract.resources.get('User');
  if (users === undefined) throw new Error(`${operation.id} needs the schema User.`);
  const envelope = compileTextEnvelope(operation);

  return function retrieveCaller({ world, caller, query, request }) {
    if (caller === undefined) return { kind: 'not_found', model: users.model, key: '' };
    const view = { reader: world.store, caller, origin: request.origin, ...readRequestedRelations(query) };
    return { kind: 'success', text: envelope(presenter.presentFor(users, view)(caller.record)) };
  };
};
