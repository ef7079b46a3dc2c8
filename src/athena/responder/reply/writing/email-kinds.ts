import type { Chance } from '../../model/chance.ts';
import { toCapitalised } from '../../model/words.ts';
import type { Sign } from '../reading/lexicon.ts';
import type { EmailContext, EmailText } from './email-context.ts';
import { writeFirst } from './first-email.ts';

/** One kind of letter: how it is recognised, and what it says. */
export interface EmailKind {
  readonly words: RegExp;
  /** The sign of words that ask for it otherwise. */
  readonly sign?: Sign;
  /** Whether the letter answers a message without quoting it. */
  readonly answersAll?: true;
  /** Whether the letter is the first one, so that there is no message to answer. */
  readonly isFirst?: true;
  write(context: EmailContext, chance: Chance): EmailText;
}

const toOrder = (reference: string): string => (reference === '' ? 'your order' : `order ${reference}`);

const LOST =
  'I am sorry: your parcel was lost on its way to you. You waited for it in vain, and you should not have had to ask.\n\nYou need not look for it any further. This is what we offer: [a new parcel, or the money back].';

/** The kinds, in order: the first that fits is written. */
export const EMAIL_KINDS: readonly EmailKind[] = [
  {
    words:
      /\b(?:declin\w{1,4}|reject\w{0,4}|refus\w{1,4}|turn(?:ed)? down|say(?:ing)? no|can(?:no|['’])t (?:accept|approve|grant|refund)|cannot (?:accept|approve|grant|refund)|not (?:going to |able to |willing to |be )?(?:accept|approve|grant|refund)\w{0,4}|denied|deny)\b/i,
    sign: 'decline',
    answersAll: true,
    write: ({ reference, overdue, isRefund }, chance) => ({
      subject: `Your ${isRefund ? 'refund ' : ''}request${reference === '' ? '' : ` for order ${reference}`}`,
      body: `${chance.pick('thanks', [
        'Thank you for writing to us.',
        'Thank you for your message.',
      ])} I am sorry that I cannot give you the answer you hoped for: we cannot grant ${isRefund ? 'the refund' : 'it'} this time.\n\n${
        overdue === ''
          ? `The reason: [what rules it out in this case${isRefund ? ', such as the days since the delivery' : ''}].`
          : `The reason: ${overdue}.`
      }`,
      ask: isRefund
        ? 'If the article turns out to be faulty, reply to this message with a photograph, and we will look at it again.'
        : 'If we have misunderstood something, reply to this message, and we will look at it again.',
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
        ? 'Please tell us whether that suits you.'
        : 'If the new date does not suit you, reply to this message and we will find another way.',
    }),
  },
  {
    words:
      /\b(?:first (?:e-?mail|mail|message|contact)|introduc\w{1,8}|intro (?:e-?mail|mail|message|note)|opening (?:mail|email|message)|cold (?:mail|email|outreach)|outreach|prospect\w{0,4}|reach out)\b/i,
    sign: 'outreach',
    isFirst: true,
    write: writeFirst,
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
    write: () => ({
      subject: 'Welcome!',
      body: `It is good to have you with us. For a start, one step is enough: sign in once and look around for five minutes.`,
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
