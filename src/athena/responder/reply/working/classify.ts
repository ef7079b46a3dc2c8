import { findChoices } from '../grounding/choices.ts';
import { toConcepts } from '../english/concepts.ts';

/** The class of a message, with the reason for it. */
export interface Classification {
  readonly category: string;
  /** From 1, the most urgent, to 4. */
  readonly priority: number;
  /** Why, as a sentence. */
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
  return {
    category,
    priority: urgent === undefined ? (sign?.priority ?? 4) : 1,
    reason:
      urgent === undefined
        ? (sign?.reason ?? 'None of the usual signs is in the text, so a person should look at it.')
        : `The word “${urgent.toLowerCase()}” means danger, so a person has to be called at once.`,
    isSure: sign !== undefined || urgent !== undefined,
    sign: /\w.*/.exec(sign?.words.exec(text)?.[0] ?? '')?.[0] ?? '',
  };
}

/** Says why a message has its priority, and not a more urgent one. */
export function explainPriority(priority: number): string {
  return PRIORITIES[priority] ?? `That is **priority ${priority}**.`;
}

const PRIORITIES: Readonly<Record<number, string>> = {
  2: 'No danger to people in it, so not priority 1. Money and access come before the rest: **priority 2**.',
  3: 'No danger to people in it, so not priority 1. No payment and no locked account, so not 2: **priority 3**.',
  4: 'No danger, no payment, no locked account, no damage and no late parcel in it: **priority 4**.',
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

interface Sign {
  readonly category: string;
  readonly words: RegExp;
  readonly priority: number;
  readonly reason: string;
}

/** The signs of each category, in order. */
const SIGNS: readonly Sign[] = [
  { category: 'defect', words: URGENT, priority: 1, reason: 'There is a danger to people.' },
  {
    category: 'billing',
    words:
      /\b(?:charged?|charges|invoices?|bill(?:ed|ing)?|paid|payments?|pay|card|debit(?:ed)?|double|took the money|money (?:was|has been) taken|overcharged|receipt|vat|price|bank|statement|refunded twice)\b/i,
    priority: 2,
    reason: 'The message is about a payment.',
  },
  {
    category: 'account',
    words:
      /\b(?:sign(?:ing)? in|log(?:ging)? ?(?:in|on)|login|password|account|locked out|two-factor|2fa|e-?mail address|profile|access)\b/i,
    priority: 2,
    reason: 'The person cannot get into the account.',
  },
  {
    category: 'defect',
    words: /\b(?:broken|bent|cracked?|crack|damaged?|scratch\w{0,3}|torn|dent\w{0,2}|leak\w{0,3})\b/i,
    priority: 3,
    reason: 'The article is damaged.',
  },
  {
    category: 'defect',
    words:
      /\b(?:defect\w{0,3}|faulty|does(?: not|n['’]t) (?:work|turn on|switch on|light)|stopped working|flicker\w{0,3}|dead on arrival|missing (?:part|screw)s?)\b/i,
    priority: 3,
    reason: 'The article does not work as it should.',
  },
  {
    category: 'delivery',
    words:
      /\b(?:late|delay\w{0,3}|overdue|parcel|package|deliver\w{0,4}|shipment|shipping|courier|tracking|arriv\w{1,3}|not (?:here|come)|lost|where is my)\b/i,
    priority: 3,
    reason: 'The message is about a parcel on its way.',
  },
  { category: 'question', words: /\?/, priority: 4, reason: 'The person asks for information.' },
];
