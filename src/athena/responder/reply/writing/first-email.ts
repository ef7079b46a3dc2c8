import type { Chance } from '../../model/chance.ts';
import { toCapitalised } from '../../model/words.ts';
import type { EmailContext, EmailText } from './email-context.ts';

/** Writes to someone who does not know the writer yet. It names the company once, and promises no figure. */
export function writeFirst(context: EmailContext, chance: Chance): EmailText {
  const { matter } = context;
  return {
    subject: matter === '' ? 'One question about your parcels' : toCapitalised(matter),
    body: `${toOpening(context, chance)}\n\n[One sentence on how we help with that.]`,
    ask: chance.pick('ask', [
      'May I ask you one thing: how many parcels come back to you in a week, and who deals with them today? If you would like to talk about it, fifteen minutes are enough.',
      'One question: what costs your team the most time when a parcel comes back? If you like, we can talk about it for fifteen minutes.',
    ]),
  };
}

/** Begins with the reader's work, and not with what the reader knows of it anyway. */
function toOpening({ audience, company, area }: EmailContext, chance: Chance): string {
  const place = company || (/\b(?:at|of|in) (an? .{3,60})$/i.exec(audience)?.[1] ?? '');
  const where = place === '' ? 'In many companies' : `In ${place}`;
  const who = area === '' ? 'The team that packs' : `The person who runs ${area}`;
  return chance.pick('opening', [
    `${where}, the parcels that come back often make more work than those that go out: labels, questions, refunds.`,
    `${who} usually sees first what a returned parcel really costs. ${where}, that is often not the label but the questions and the refund.`,
  ]);
}
