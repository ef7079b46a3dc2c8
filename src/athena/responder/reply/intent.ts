import { toKeywords } from '../model/words.ts';

/** What a text asks for, as far as the form of an answer depends on it. */
export type Intent = (typeof INTENTS)[number]['intent'] | 'choice' | 'score' | 'question';

/**
 * What is asked for. A prompt that names the answers it takes (`Answer with approve, decline or escalate`) is asked for
 * one of them.
 */
export function findIntent(text: string, instruction: string): Intent {
  const isShort = toKeywords(text).length <= 3;
  const talk = INTENTS.find(({ words, short }) => short && isShort && words.test(text))?.intent;
  if (talk !== undefined) return talk;
  if (findChoices(instruction).length > 1) return 'choice';
  if (/\b0 to 100\b|\bscore\b/i.test(instruction)) return 'score';
  return INTENTS.find(({ words, short }) => !short && words.test(text))?.intent ?? 'question';
}

/** The answers that an instruction allows: `as billing, delivery, account or defect` has four. */
export function findChoices(instruction: string): readonly string[] {
  const [, list] =
    /\b(?:answer with|classify (?:\w+ ){0,3}as|one of)\s+((?:[\w-]{1,30}, ){1,10}[\w-]{1,30},? or [\w-]{1,30})/i.exec(
      instruction,
    ) ?? [];
  return list === undefined ? [] : list.split(/,? or |, /).map((choice) => choice.trim());
}

/**
 * What an instruction wants to have found in a text: `Extract budget, timing and next step from these notes` names
 * three things.
 */
export function findWanted(instruction: string): readonly string[] {
  const [, list] =
    /\b(?:extract|list|name|give)\s+((?:[\w -]{1,40}, ){1,10}[\w -]{1,40}?)\s(?:from|of|as|with)\b/i.exec(
      instruction,
    ) ?? [];
  return list === undefined ? [] : list.split(/,? and |, /).map((name) => name.trim());
}

/** In this order: the first that fits. Those that are `short` fit a short text alone. */
const INTENTS = [
  { intent: 'greeting', short: true, words: /^\s*(hi|hello|hey|good (morning|afternoon|evening))\b/i },
  { intent: 'thanks', short: true, words: /\b(thanks|thank you|perfect|great|bye|goodbye)\b/i },
  { intent: 'data', short: false, words: /\bas json\b|\bjson object\b/i },
  { intent: 'summary', short: false, words: /\b(summari[sz]e|summary|transcript|post-mortem)\b/i },
  { intent: 'code', short: false, words: /\b(code|function|script|sql|regex|typescript|python|snippet|how many)\b/i },
  {
    intent: 'draft',
    short: false,
    words: /^\s*(please )?(write|draft|reply|announce|translate|shorten)\b|\bdraft (a|me|the)\b/i,
  },
  {
    intent: 'table',
    short: false,
    words: /\b(table|compare|comparison|versus|vs|difference|overview|figures|calendar|invoice)\b/i,
  },
  {
    intent: 'problem',
    short: false,
    words: /\b(broken|damaged|late|wrong|errors?|fail(?:ed|s)?|missing|lost|smoke[ds]?|stuck|complain)\b|\bnot work/i,
  },
  {
    intent: 'list',
    short: false,
    words: /\b(list|ideas|options|propose|headlines|names|outline|three|five|six|ten)\b/i,
  },
  {
    intent: 'steps',
    short: false,
    words: /\b(how do|how can|how to|steps|begin|start|plan|set up|guide|invite|prepare)\b/i,
  },
] as const;
