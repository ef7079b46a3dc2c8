import type { Chance } from '../../model/chance.ts';
import { toCapitalised } from '../../model/words.ts';
import type { EmailContext, EmailText } from './email-context.ts';

/** Writes to someone who does not know the writer yet. It names the company once, and promises no figure. */
export function writeFirst(context: EmailContext, chance: Chance): EmailText {
  const { matter } = context;
  return {
    subject: matter === '' ? 'One question about your parcels' : toCapitalised(matter),
    body: `${toOpening(context, chance)} much of the work is often not the parcel that goes out but the one that comes back: labels, questions, refunds. [One sentence on how we help with that.] I do not know your figures, so I promise none.`,
    ask: chance.pick('ask', [
      'May I ask one thing: how many parcels come back to you in a week, and who deals with them today? If it is worth a talk, fifteen minutes are enough.',
      'One question: what costs your team the most time about returns today? If you like, I will call you for fifteen minutes next week.',
    ]),
  };
}

/** Says why the letter comes to this reader, and begins the sentence about their work. */
function toOpening({ audience, company, area }: EmailContext, chance: Chance): string {
  const place = company || (/\b(?:at|of|in) (an? .{3,60})$/i.exec(audience)?.[1] ?? '');
  const isSized = /\d/.test(place);
  const at = place === '' ? '' : ` at ${place}`;
  const who = area === '' ? 'the team that packs' : `the person who runs ${area}`;
  return chance.pick('opening', [
    area === ''
      ? `You and I have not met: I am writing to you because of your work${at}.\n\n${isSized ? 'At that size,' : 'In many companies,'}`
      : `You are responsible for ${area}${at}. I will be brief.\n\n${isSized ? 'At that size,' : 'In many companies,'}`,
    `I am writing to you because ${who} usually sees first what a return really costs.\n\n${isSized ? `At ${place},` : 'In many companies,'}`,
  ]);
}
