import type { Brief } from '../brief/brief.ts';
import { findReferences } from '../english/references.ts';
import type { Intent } from '../brief/intent.ts';
import { toList, toNumbered } from '../english/sentences.ts';
import { sayFact, toKnown } from '../informing/fact.ts';
import { toReader } from '../informing/reader.ts';
import { isNewcomer } from './how-to.ts';
import { findRulings } from '../grounding/ruling.ts';

/** Answers a user who has a problem: what is known, what comes next, and what is needed for it. */
export const PROBLEM: Intent = {
  name: 'problem',
  usesTools: true,
  fits: ({ task, material, text, persona }) =>
    !persona.isTerse &&
    !/\b(?:story|poem|write|draft|joke)\b/i.test(task) &&
    (PROBLEMS.test(material === '' ? task : text) || LOST.test(text) || STUCK.test(text)) &&
    !isNewcomer(task) &&
    !/\b(?:too late (?:to|for)|still possible)\b/i.test(task) &&
    !ABOUT_RULES.test(task),
  write: (brief) => {
    const isLost = LOST.test(brief.text);
    const isStuck =
      STUCK.test(brief.text) ||
      (brief.signs.all.has('stuck') && !/\bstuck with\b/i.test(brief.text)) ||
      isUnclear(brief);
    if (isStuck && !isLost) return { text: writeStuck(brief), manner: 'bare' };
    return { text: writeNext(brief), manner: 'care' };
  },
};

/** A new user's trouble of no known kind: it is made smaller, rather than looked up by a number. */
function isUnclear({ persona, text }: Brief): boolean {
  const kind = KINDS.find(({ words }) => words.test(text));
  return persona.isStepwise && (kind === undefined || kind.isOfGoods === true);
}

/** Calms a user who is about to give up, and makes the next step small. */
function writeStuck({ persona, chance }: Brief): string {
  return [
    chance.pick('stuck', [
      'I am sorry that it is so frustrating. Nearly everybody gets stuck now and then, and it says nothing about you. Let us look at one thing together.',
      'I am sorry, that is no fun. Let us take a breath and make it smaller: not everything, only the next thing. We will do it together.',
      'I am sorry that you have had so much trouble with it. Do not give up yet: one small step is enough for now, and we take it together.',
    ]),
    toNumbered([
      'What were you trying to do when it stopped?',
      'What did you see instead: a message, an empty page, nothing at all?',
    ]),
    persona.isStepwise
      ? 'Two short sentences are enough. Then I give you one step, and we wait until it works.'
      : 'Two short sentences are enough, and we go on from there.',
  ].join('\n\n');
}

function writeNext(brief: Brief): string {
  const { text, chance } = brief;
  const references = findReferences(text);
  const kind = KINDS.find(({ words }) => words.test(text)) ?? OTHER;
  const known = findRelevant(brief);
  const noted =
    references.length === 0
      ? chance.pick('ask', [
          `So that I can look into it, please send me ${kind.needs}.`,
          `To go on, I need ${kind.needs}.`,
        ])
      : chance.pick('noted', [
          `Thank you, I have the number **${toList(references)}**.`,
          `I have noted the number **${toList(references)}**.`,
        ]);
  return [`${noted} ${chance.pick('honest', kind.honest)}`, known, chance.pick('next', kind.next)]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Returns a fact that bears on the problem. One about another place or article does not. */
function findRelevant(brief: Brief): string {
  const [fact] = toKnown(brief).filter(
    ({ overlap, content }) =>
      overlap >= 2 ||
      (overlap >= 1 && /money back|refund/i.test(brief.text)) ||
      (overlap >= 1 && LOCAL.test(content) && /\blate\b|\bdelay/i.test(content)),
  );
  if (fact === undefined) return '';
  const isLocal = LOCAL.test(fact.content);
  const [ruling] = findRulings([fact.content], brief.text);
  if (ruling !== undefined || !isLocal) return `What may help: ${toReader(sayFact(fact.content), brief)}`;
  return `One thing may explain it. ${sayFact(fact.content)} Is yours on its way there?`;
}

interface ProblemKind {
  readonly words: RegExp;
  /** What is needed to look into it. */
  readonly needs: string;
  /** What the agent cannot see. */
  readonly honest: readonly [string, ...string[]];
  readonly next: readonly [string, ...string[]];
  /** Whether only an article that was bought has it. */
  readonly isOfGoods?: true;
}

const OTHER: ProblemKind = {
  words: /$^/,
  needs: 'the number that it concerns and one sentence on what you expected',
  honest: ['I cannot see from here what went wrong, so I will not guess.', 'What caused it, I cannot tell from here.'],
  next: [
    'Tell me how you would like it solved, and I will pass it on in exactly those words.',
    'If it is urgent, say so, and a person will look at it first.',
  ],
};

const PAYMENT: ProblemKind = {
  words: /\b(?:charged|payment|paid|invoice|card|debit\w{0,3}|money)\b/i,
  needs: 'the order number and the date and amount of the payment',
  honest: ['I cannot see your account from here.', 'Payments are not visible to me here.'],
  next: [
    'A colleague who can see payments has to check whether an amount was taken twice. Please do not send me a card number.',
  ],
};

const KINDS: readonly ProblemKind[] = [
  {
    words: /\bmoney back\b|\brefund\b/i,
    needs: 'the order number, the date of delivery and the reason',
    honest: [
      'I cannot see the order from here, so the decision has to wait until I know the case.',
      'Without these I cannot say yet what applies to your case.',
    ],
    next: [
      'As soon as I have them, you get a clear answer: yes, no, or a person who decides.',
      'With them the case can be decided, and if it is beyond me, a colleague takes over.',
    ],
  },
  {
    words:
      /\b(?:broken|bent|crack\w{0,3}|damage\w{0,2}|defect\w{0,3}|scratch\w{0,3}|faulty|torn|smok\w{1,3}|does(?: not|n['’]t) work)\b/i,
    isOfGoods: true,
    needs: 'the order number and a photograph of the damage',
    honest: ['Please do not try to repair it.', 'Please keep the article as it is for the moment.'],
    next: [
      'A colleague will then tell you what we can offer. If there is smoke or a spark, unplug it and do not use it again.',
    ],
  },
  { ...PAYMENT, words: /\b(?:charged|debited|invoiced?)\b/i },
  {
    words:
      /\b(?:(?:show|turn)(?:ed|s)? up|never came|parcel|package|deliver\w{0,4}|order|shipment|courier|tracking|arriv\w{1,3}|gets? here|due|promised|day you \w{2,10}|still (?:empty|nothing|not))\b/i,
    needs: 'the order number and the address it was to go to',
    honest: [
      'I cannot see from here where the parcel is, so I will not promise you a day.',
      'I cannot see where the parcel is right now, and I do not want to guess.',
      'I have no view of the carrier’s data, so I cannot name a day.',
    ],
    next: [
      'The next step is a question to the carrier, which a colleague has to ask: where was the parcel last scanned? If it is lost, the colleague will tell you what we can offer.',
      'A colleague has to ask the carrier where it was last scanned. Until then, please check whether a neighbour or a pick-up point has it. If it stays missing, the colleague will tell you what we can offer.',
      'Only the carrier can trace it, so a colleague has to ask there. If it does not turn up, the colleague will tell you what we can offer.',
    ],
  },
  PAYMENT,
  {
    words: /\b(?:sign in|log ?in|password|account|locked|access)\b/i,
    needs: 'the email address of the account and the message that you see',
    honest: ['I cannot see the account from here.', 'Accounts are not visible to me here.'],
    next: [
      'Until then, try a private window of your browser and a fresh password link; an old link stops working once a new one is sent.',
    ],
  },
];

/** A question about how things are handled, rather than about one's own trouble. */
const ABOUT_RULES =
  /^(?:what (?:is|are|does|do|happens)|explain|define|(?:can|may|could|do|should) (?:i|we)|how (?:do|can|should) (?:i|we)|who|which|is it|are there|why)\b/i;
const LOCAL = /\b(?:to|in) (?:northern |southern |eastern |western )?[A-Z]/;
const PROBLEMS =
  /\b(?:broken|bent|crack(?:ed|s)?|damaged|late|overdue|delay(?:ed)?|wrong|errors?|fail(?:ed|s|ing)?|missing|lost|smok(?:e|es|ed|ing)|stuck|complain\w{0,4}|defective|faulty|crash(?:ed|es)?|charged twice|locked out|unacceptable|disappointed|problem|trouble|issue with|no sign of|turned up|nothing (?:has )?(?:arrived|came|come|turned up)|promised|never (?:arrived|came)|still waiting|where(?: on earth)? is my|was due|(?:was|were|is) (?:supposed|meant) to (?:be|come|arrive|work)|ridiculous|should have (?:been|come|arrived))\b|\bnot (?:work\w{0,3}|arriv\w{1,3}|here)\b|\b(?:it|they|that) has(?:n['’]t| not)\b|\b(?:bec[ao]me of|happened to) (?:it|them|my|the|our|order)\b|\bI (?:want|need|would like|demand)\b.{0,20}\b(?:money back|refund)\b|n['’]t (?:here|there|been|shown|turned|reached|work|arrive|come|turn on|open|load|start|sign in|log in)\b|\b(?:cannot|can not|unable to) (?:sign|log|open|find|use|access|pay|see)\b/i;
const LOST =
  /\bwhere(?: on earth| exactly| the hell)? (?:is|are|has|did) .{0,30}\b(?:parcels?|orders?|packages?|deliver(?:y|ies)|\d{4,10})\b/i;
const STUCK =
  /\b(?:stuck(?! with\b)|frustrat\w{1,5}|give up|giving up|desperate|at my wits|nothing (?:works|functions)|(?:everything|it all)(?:['’]s| is) (?:broken|a mess)|(?:chuck|pack|throw) (?:it|this)|waste of time|hours? (?:on|at|with) this|at this for|refuses to work|want to (?:cry|scream)|(?:lost|wasted) (?:the|my|a) (?:whole|entire)|hopeless|lost here|overwhelm\w{0,3}|tried everything|fed up|had enough|(?:ready|close|about) to quit\w{0,4}|nothing (?:i|we) (?:do|try|click|press)|done with (?:this|it)|going nowhere|can(?:not|['’]t) get (?:any|this|it|anything)|going crazy|confus\w{1,4})\b/i;
