import { cutTo } from '../../../kernel/text/cut-to.ts';

/** Returns the keywords of a text (its words without stop words), in lower case, each once, in order. */
export function toKeywords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  return [...new Set(words.filter((word) => word.length > 2 && !STOP_WORDS.has(word)))];
}

/** Counts the keywords that a text contains, compared by stem: `refunds` matches `refund`. */
export function countShared(keywords: readonly string[], text: string): number {
  return createCountShared(keywords)(text);
}

/** Returns countShared for many texts: the keywords are stemmed once. */
export function createCountShared(keywords: readonly string[]): (text: string) => number {
  const counts = new Map<string, number>();
  for (const stem of keywords.map(toStem)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return (text) => [...new Set(toKeywords(text).map(toStem))].reduce((sum, stem) => sum + (counts.get(stem) ?? 0), 0);
}

/** Returns the sentences of a text, trimmed. */
function toSentences(text: string): readonly string[] {
  return (text.match(/[^.!?\n]+[.!?]*/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 1);
}

/** Returns a text on one line of at most `limit` characters, cut at a word and ended by an ellipsis. */
export function toSnippet(text: string, limit: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= limit) return line;
  const start = cutTo(line, limit - 1);
  const lastSpace = start.lastIndexOf(' ');
  return `${lastSpace > 0 ? start.slice(0, lastSpace) : start}…`;
}

/** Returns a text with its first letter in upper case. */
export function toCapitalised(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Returns the first sentence of a text as a title of at most `limit` characters; empty for a blank text. */
export function toTitle(text: string, limit: number): string {
  return toSnippet(toCapitalised((/[^.?!\n]+/.exec(text.trim())?.[0] ?? '').trimStart()), limit);
}

/** Returns the topic of a text: its longest run of up to three keywords, or `this` when it has none. */
export function toTopic(text: string): string {
  const [first = text] = toSentences(text);
  const keywords = new Set(toKeywords(first).filter((word) => !TASKS.test(word)));
  const words = first.split(/\s+/).map((word) => word.replaceAll(/[^\p{L}\p{N}'’-]/gu, ''));
  let longest: readonly string[] = [];
  let run: readonly string[] = [];
  for (const word of words) {
    run = keywords.has(word.toLowerCase()) ? [...run, word].slice(-3) : [];
    if (run.length > longest.length) longest = run;
  }
  return longest.length === 0 ? 'this' : longest.join(' ');
}

/** Returns up to three numbers or keys that a text mentions, such as those of an order, ticket or invoice. */
export function toReferences(text: string): readonly string[] {
  return [...new Set(text.match(/\b(?:[A-Z]{2,8}-)?\d{3,10}\b/g) ?? [])].slice(0, 3);
}

function toStem(word: string): string {
  return word.replace(/['’]s$/, '').replace(/(?:ies|es|s|ed|ing)$/, '');
}

const STOP_WORDS: ReadonlySet<string> = new Set(
  `about above after again all also and any are ask because been before being below between both but can cannot could did does doing down each few for
  from further get give got had has have having hello help her here hers hey him his how into its just let like make many may might more most much must
  need needs not now off once one only other our ours out over own please same say shall she should show some such tell than thank thanks that the their
  theirs them then there these they this those through too under until use very want was way were what when where which while who whom why will with
  would you your yours i'm i've it's don't can't what's that's there's`.split(/\s+/),
);

/** Verbs that name a task: they are not part of a topic. */
const TASKS =
  /^(begin|start|invite|write|draft|reply|review|check|prepare|plan|explain|propose|outline|translate|summari[sz]e|compare|shorten|classify|triage|turn|extract|name|list|tone)$/;
