import { findChoices } from '../grounding/choices.ts';
import { toConcepts } from '../english/concepts.ts';

/** The class of a message, with the reason for it. */
export interface Classification {
  readonly category: string;
  /** From 1, the most urgent, to 4. */
  readonly priority: number;
  /** What is the matter, as a sentence without its full stop. */
  readonly cause: string;
  /** The cause, and why it is urgent if it is, as a sentence. */
  readonly reason: string;
  /** Whether a sign of the category was found, rather than the closest one guessed. */
  readonly isSure: boolean;
  /** The word of the message that decides the category; empty when none does. */
  readonly sign: string;
}

/** Classifies a message by the choices of an instruction, else by the usual queues of a support team. */
export function classify(text: string, instruction: string): Classification {
  const choices = findChoices(instruction);
  const options = choices.length > 1 ? choices : DEFAULT_CHOICES;
  const sign = SIGNS.find(
    ({ category, words }) => words.test(text) && options.some((option) => isAlike(option, category)),
  );
  const urgent = URGENT.exec(text)?.[0];
  const category =
    options.find((option) => sign !== undefined && isAlike(option, sign.category)) ?? findClosest(text, options);
  const { cause, urgency } = urgent === undefined ? (sign ?? NO_SIGN) : toDanger(urgent);
  return {
    category,
    priority: urgent === undefined ? (sign?.priority ?? 4) : 1,
    cause,
    reason: `${cause}${urgency === undefined ? '' : `, ${urgency}`}.`,
    isSure: sign !== undefined || urgent !== undefined,
    sign: /\w.*/.exec(sign?.words.exec(text)?.[0] ?? '')?.[0] ?? '',
  };
}

/** Says what a word of urgency warns of. */
function toDanger(word: string): Pick<Sign, 'cause' | 'urgency'> {
  const found = DANGERS.find(({ words }) => words.test(word));
  return { cause: found?.danger ?? 'Someone may be in danger', urgency: 'so a person has to be called at once' };
}

/** Says why a message has its priority, and not a more urgent one. */
export function explainPriority(priority: number): string {
  return PRIORITIES[priority] ?? `That is **priority ${priority}**.`;
}

const PRIORITIES: Readonly<Record<number, string>> = {
  2: 'No one is in danger, so it is not priority 1. Money and access come before the rest, so it is **priority 2**.',
  3: 'No one is in danger, so it is not priority 1. No money was taken wrongly and no account is locked, so it is not priority 2 either: that leaves **priority 3**.',
  4: 'It speaks of no danger, no payment, no locked account, no damage and no late parcel, so it is **priority 4**.',
};

/** Returns the choice whose name shares a word with the text, else the last one. */
function findClosest(text: string, options: readonly string[]): string {
  const concepts = toConcepts(text);
  return (
    options.find((option) => [...toConcepts(option)].some((concept) => concepts.has(concept))) ??
    options.at(-1) ??
    'other'
  );
}

function isAlike(option: string, category: string): boolean {
  const [left, right] = [option.toLowerCase(), category.toLowerCase()];
  return left.startsWith(right.slice(0, 5)) || right.startsWith(left.slice(0, 5));
}

const DEFAULT_CHOICES = ['billing', 'delivery', 'account', 'defect', 'question'] as const;
/** Words that make anything urgent. */
const URGENT =
  /\b(?:smok(?:e|es|ed|ing)|fire|burn(?:s|t|ed|ing)?|spark(?:s|ed|ing)?|electric shock|shock|injur\w{1,4}|explod\w{1,4}|hurt|bleed\w{0,4})\b/i;

/** What the words of urgency warn of. */
const DANGERS: readonly { readonly words: RegExp; readonly danger: string }[] = [
  { words: /^(?:smok|fire|burn|spark)/i, danger: 'There is a risk of fire' },
  { words: /shock/i, danger: 'There is a risk of an electric shock' },
  { words: /^explod/i, danger: 'There is a risk of an explosion' },
  { words: /^(?:injur|hurt|bleed)/i, danger: 'Someone may be hurt' },
];

interface Sign {
  readonly category: string;
  readonly words: RegExp;
  readonly priority: number;
  readonly cause: string;
  /** Why it is urgent, as a clause that goes on with the cause. */
  readonly urgency?: string;
}

const NO_SIGN: Pick<Sign, 'cause' | 'urgency'> = {
  cause: 'None of the usual signs is in the text',
  urgency: 'so a person should look at it',
};
/** The signs of each category, in order. */
const SIGNS: readonly Sign[] = [
  { category: 'defect', words: URGENT, priority: 1, cause: 'There is a danger to people' },
  {
    category: 'billing',
    words:
      /\b(?:charged?|charging|billed|debited|paid|took|taken|payment|bank statement|invoiced)\b.{0,60}\b(?:twice|two times|2x|double)\b|\b(?:twice|two times|double)\b.{0,40}\b(?:charged?|billed|debited|paid|payment|invoiced|statement)\b|\b(?:two|2|double|duplicate|identical) (?:identical |equal )?(?:payments?|charges?|debits?|transactions?)\b|\b(?:charged?|debited|billed|taken|took|money)\b.{0,60}\bon two occasions\b/i,
    priority: 2,
    cause: 'The customer was charged twice',
    urgency: 'and money that was taken wrongly comes right after danger to people',
  },
  {
    category: 'billing',
    words:
      /\b(?:charged?|charges|invoices?|bill(?:ed|ing)?|paid|payments?|pay|card|debit(?:ed)?|double|took the money|money (?:was|has been) taken|overcharged|receipt|vat|price|bank|statement|refunded twice)\b/i,
    priority: 2,
    cause: 'It is about a payment',
    urgency: 'and money comes right after danger to people',
  },
  {
    category: 'account',
    words: /\b(?:sign(?:ing)? in|log(?:ging)? ?(?:in(?:to)?|on)|login|password|locked out|two-factor|2fa|access)\b/i,
    priority: 2,
    cause: 'The customer cannot get into the account',
    urgency: 'which stops everything else there',
  },
  {
    category: 'account',
    words: /\b(?:account|e-?mail address|profile)\b/i,
    priority: 3,
    cause: 'It is about the details of an account, and no one is locked out',
  },
  {
    category: 'defect',
    words: /\b(?:broken|bent|cracked?|crack|damaged?|scratch\w{0,3}|torn|dent\w{0,2}|leak\w{0,3})\b/i,
    priority: 3,
    cause: 'The article is damaged',
  },
  {
    category: 'defect',
    words:
      /\b(?:defect\w{0,3}|faulty|does(?: not|n['’]t) (?:work|turn on|switch on|light)|stopped working|flicker\w{0,3}|dead on arrival|missing (?:part|screw)s?)\b/i,
    priority: 3,
    cause: 'The article does not work as it should',
  },
  {
    category: 'delivery',
    words: /\b(?:late|delay\w{0,3}|overdue|not (?:here|come|arrived)|never (?:came|arrived)|lost|where is my)\b/i,
    priority: 3,
    cause: 'A parcel is late or missing',
  },
  {
    category: 'delivery',
    words: /\b(?:parcel|package|deliver\w{0,4}|shipment|shipping|courier|tracking|arriv\w{1,3})\b/i,
    priority: 3,
    cause: 'It is about a parcel on its way',
  },
  { category: 'question', words: /\?/, priority: 4, cause: 'The customer asks for information' },
];
