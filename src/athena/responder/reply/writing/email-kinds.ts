import type { Chance } from '../../model/chance.ts';
import { toCapitalised } from '../../model/words.ts';
import type { Sign } from '../reading/lexicon.ts';

/** What a letter is written from. Parts that the request does not give are empty. */
export interface EmailContext {
  /** `Hello Ada`, or with a gap for the name. */
  readonly greeting: string;
  readonly about: string;
  /** Whom it goes to: `head of logistics at a shop`. */
  readonly audience: string;
  /** The addressee's company with its size; empty when the message does not give it. */
  readonly company: string;
  /** The number of an order, ticket or invoice. */
  readonly reference: string;
  /** A fact that the agent was taught about the matter, as a sentence. */
  readonly rule: string;
  /** How many days something is late. */
  readonly days: string;
  /** Whether it concerns a refund. */
  readonly isRefund: boolean;
  /** Whether it concerns something lost. */
  readonly isLost: boolean;
  /** What the writer may offer, as the request says: empty when it names nothing. */
  readonly offer: string;
}

/** One kind of letter: how it is recognised, and what it says. */
export interface EmailKind {
  readonly words: RegExp;
  /** The sign of words that ask for it otherwise. */
  readonly sign?: Sign;
  /** Whether the letter answers a message without quoting it. */
  readonly answersAll?: true;
  /** Whether the letter is the first one, so that there is no message to answer. */
  readonly isFirst?: true;
  write(
    context: EmailContext,
    chance: Chance,
  ): { readonly subject: string; readonly body: string; readonly ask: string };
}

const toOrder = (reference: string): string => (reference === '' ? 'your order' : `order ${reference}`);

const LOST =
  'I am sorry: your parcel was lost on its way to you. You waited for it in vain, and you should not have had to ask.\n\nYou need not look for it any further. We send you the same order again, or pay the money back, as you like.';

/** The kinds, in order: the first that fits is written. */
export const EMAIL_KINDS: readonly EmailKind[] = [
  {
    words:
      /\b(?:declin\w{1,4}|reject\w{0,4}|refus\w{1,4}|turn(?:ed)? down|say(?:ing)? no|can(?:no|['’])t (?:accept|approve|grant|refund)|cannot (?:accept|approve|grant|refund)|not (?:going to |able to |willing to |be )?(?:accept|approve|grant|refund)\w{0,4}|denied|deny)\b/i,
    sign: 'decline',
    answersAll: true,
    write: ({ reference, rule, isRefund }, chance) => ({
      subject: `Your ${isRefund ? 'refund ' : ''}request${reference === '' ? '' : ` for order ${reference}`}`,
      body: `${chance.pick('thanks', [
        'Thank you for writing to us and for describing the case so clearly.',
        'Thank you for your message. We have read your request with care.',
      ])} I am sorry that I cannot give you the answer you hoped for: we cannot grant ${isRefund ? 'the refund' : 'it'} this time.\n\n${
        rule === ''
          ? `The reason is our ${isRefund ? 'refund policy' : 'policy'}, which we apply to everybody alike.`
          : `The reason is the rule that we apply to everybody alike. ${rule}`
      }`,
      ask: 'If the article turns out to be faulty, or if you can tell us something new, reply to this message with a photograph, and we will look at it again.',
    }),
  },
  {
    words: /\b(?:apolog\w{1,5}|sorry|delay\w{0,3}|late|overdue)\b/i,
    sign: 'apology',
    write: ({ reference, days, isLost, offer }, chance) => ({
      subject: isLost
        ? 'Your parcel was lost, and we are sorry'
        : `${toCapitalised(toOrder(reference))} is late, and we are sorry`,
      body: isLost
        ? LOST
        : `${chance.pick('sorry', [
            `I am sorry: ${toOrder(reference)} is ${days === '' ? 'late' : `${days} days late`}, and you should have heard it from us first.`,
            `${toCapitalised(toOrder(reference))} has not arrived when we said it would${days === '' ? '' : `; it is ${days} days late`}. I am sorry about that.`,
          ])}\n\nThe new date is [date].${offer}`,
      ask: isLost
        ? 'Please tell us which you prefer: a new parcel, or your money back.'
        : 'If the new date does not suit you, reply to this message and we will find another way.',
    }),
  },
  {
    words:
      /\b(?:first (?:e-?mail|mail|message|contact)|introduc\w{1,8}|intro (?:e-?mail|mail|message|note)|opening (?:mail|email|message)|cold (?:mail|email|outreach)|outreach|prospect\w{0,4}|reach out)\b/i,
    sign: 'outreach',
    isFirst: true,
    write: ({ audience, about, company }, chance) => {
      const whose = audience === '' ? 'your team' : `a ${audience.replace(/^(?:an? |the )/, '')}`;
      const shop = company || (/\b(?:at|of|in) (an? .{3,60})$/i.exec(audience)?.[1] ?? 'a company of your size');
      return {
        subject: about === '' ? 'One question about your parcels' : toCapitalised(about),
        body: `${chance
          .pick('opening', [
            `you are responsible for ${/logistic/i.test(`${audience} ${about}`) ? 'logistics' : 'operations'} at ${shop}, so I will keep this short.`,
            `I am writing to you because ${whose.replace(/ (?:at|of|in|for) an? .{3,80}$/i, '')} usually sees first what a return really costs.`,
          ])
          .replace(/^./, (letter) =>
            letter.toUpperCase(),
          )}\n\nIn ${shop}, much of the work is not the parcel that goes out but the one that comes back: labels, questions, refunds. That is the part we take care of. I have no figures of yours, so I will not promise you any.`,
        ask: chance.pick('ask', [
          'May I ask one thing: how many parcels come back to you in a week, and who deals with them today? If it is worth a talk, fifteen minutes are enough.',
          'One question: what costs your team the most time about returns today? If you like, I will call you for fifteen minutes next week.',
        ]),
      };
    },
  },
  {
    words: /\b(?:remind\w{0,4}|follow(?:ing)?[- ]up|chase|overdue invoice)\b/i,
    write: ({ about, reference }) => ({
      subject: `A short reminder${about === '' ? '' : `: ${about}`}`,
      body: `A short reminder of ${about || (reference === '' ? 'my last message' : reference)}. Perhaps it got lost among other things, as happens to all of us.`,
      ask: 'Could you let me know by [date] whether it works for you? A yes or no is enough.',
    }),
  },
  {
    words: /\b(?:invit\w{1,6}|save the date)\b/i,
    write: ({ about }) => ({
      subject: `You are invited${about === '' ? '' : `: ${about}`}`,
      body: `I would like to invite you${about === '' ? '' : ` to ${about.replace(/^to /, '')}`}. It takes place on [date] at [time], in [place], and it will take about [duration].`,
      ask: 'Please tell me by [date] whether you can come. If you cannot, I will send you the notes.',
    }),
  },
  {
    words: /\b(?:thank(?:s|ing|-you)?|appreciat\w{1,5}|grateful)\b/i,
    write: ({ about }, chance) => ({
      subject: 'Thank you',
      body: `${chance.pick('thank', ['I wanted to say thank you', 'Thank you very much'])}${about === '' ? '' : ` for ${about.replace(/^for /, '')}`}. It made a difference, and I noticed.`,
      ask: 'If I can do something for you in return, let me know.',
    }),
  },
  {
    words: /\b(?:approv\w{1,4}|confirm\w{0,6}|accept\w{0,3})\b/i,
    write: ({ about, reference }) => ({
      subject: `Confirmed${reference === '' ? '' : `: ${reference}`}`,
      body: `This is to confirm ${about || (reference === '' ? 'your request' : `your request about ${reference}`)}. Everything that we need from you is here.`,
      ask: 'You need not do anything else. If something changes, reply to this message.',
    }),
  },
  {
    words: /\b(?:welcome|onboard\w{0,3})\b/i,
    write: ({ about }) => ({
      subject: 'Welcome!',
      body: `It is good to have you with us. ${about === '' ? '' : `This concerns ${about}. `}For a start, one step is enough: sign in once and look around for five minutes.`,
      ask: 'Where would you like to begin? Reply to this message, and I will show you the way.',
    }),
  },
  {
    words: /\b(?:complain\w{0,4}|damaged|broken|faulty)\b/i,
    write: ({ reference }) => ({
      subject: `A complaint${reference === '' ? '' : ` about order ${reference}`}`,
      body: `I am writing about ${toOrder(reference)}. This is what happened: [one or two sentences]. A photograph is attached.`,
      ask: 'Please tell me by [date] how you will put it right: with a replacement, or with the money back.',
    }),
  },
];
