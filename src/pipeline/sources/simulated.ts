import type { Outcome } from '../../kernel/outcome.ts';
import type { Represented } from '../exchange/stages.ts';
import { createBehave } from './behave.ts';
import { createRepresent, representSuccess } from './represent.ts';
import type { PrepareResponseSource } from './response-source.ts';

/**
 * Prepares the source of simulated responses: behave runs the operation's rule, and represent turns its outcome into a
 * response. It responds to every operation.
 */
export const prepareSimulated: PrepareResponseSource = ({ rules, dueWork, sample }) => {
  const behave = createBehave(rules, dueWork);
  const represent = createRepresent(sample);
  return {
    name: 'simulated',
    respond: (preferred, { commit, trace }) => {
      // The response that was checked before the commit, which is not represented again.
      let checked: { readonly outcome: Outcome; readonly represented: Represented } | undefined;
      const finish = (outcome: Outcome): Represented | Promise<Represented> => {
        if (outcome.kind === 'success' || outcome.kind === 'failed') trace.answeredBy = outcome.answeredBy;
        if ('decision' in outcome && trace.evidence !== undefined) trace.evidence.access = outcome.decision;
        return checked?.outcome === outcome ? checked.represented : represent(outcome, preferred);
      };
      const outcome = behave(preferred, {
        commit,
        trace,
        check: (result) => {
          // An example is represented after the commit, because sampling is asynchronous.
          if (result.kind !== 'success') return undefined;
          checked = { outcome: result, represented: representSuccess(result, preferred) };
          return checked.represented;
        },
      });
      return outcome instanceof Promise ? outcome.then(finish) : finish(outcome);
    },
  };
};
