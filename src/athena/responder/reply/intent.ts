import { toKeywords } from '../model/words.ts';

/** The kinds of request that an answer's form depends on. */
export type Intent = (typeof INTENTS)[number]['intent'] | 'choice' | 'score' | 'question';

/**
 * Classifies a text by its words. An instruction that lists the allowed answers (`Answer with approve, decline or
 * escalate`) makes it a choice.
 */
export function findIntent(text: string, instruction: string): Intent {
  const isShort = toKeywords(text).length <= 3;
  const smallTalk = INTENTS.find(({ words, short }) => short && isShort && words.test(text))?.intent;
  if (smallTalk !== undefined) return smallTalk;
  if (findChoices(instruction).length > 1) return 'choice';
  if (/\b0 to 100\b|\bscore\b/i.test(instruction)) return 'score';
  return INTENTS.find(({ words, short }) => !short && words.test(text))?.intent ?? 'question';
}

/** Returns the answers that an instruction allows: four for `as billing, delivery, account or defect`. */
export function findChoices(instruction: string): readonly string[] {
  const [, list] =
    /\b(?:answer with|classify (?:\w+ ){0,3}as|one of)\s+((?:[\w-]{1,30}, ){1,10}[\w-]{1,30},? or [\w-]{1,30})/i.exec(
      instruction,
    ) ?? [];
  return list === undefined ? [] : list.split(/,? or |, /).map((choice) => choice.trim());
}

/**
 * Returns the names of the fields that an instruction asks for: three for `Extract budget, timing and next step from
 * these notes`.
 */
export function findWanted(instruction: string): readonly string[] {
  const [, list] =
    /\b(?:extract|list|name|give)\s+((?:[\w -]{1,40}, ){1,10}[\w -]{1,40}?)\s(?:from|of|as|with)\b/i.exec(
      instruction,
    ) ?? [];
  return list === undefined ? [] : list.split(/,? and |, /).map((name) => name.trim());
}

/** The patterns, in order: the first match wins. `short` patterns match only texts of at most three keywords. */
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
