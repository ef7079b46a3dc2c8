/** The words of a text that carry its meaning, in lower case, each once, in their order. */
export function toKeywords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  return [...new Set(words.filter((word) => word.length > 2 && !STOP_WORDS.has(word)))];
}

/** How many of the keywords a text has, endings apart: `refunds` meets `refund`. */
export function countShared(keywords: readonly string[], text: string): number {
  return createCountShared(keywords)(text);
}

/** The same for one text after the other: what is asked of the keywords is asked once. */
export function createCountShared(keywords: readonly string[]): (text: string) => number {
  const counts = new Map<string, number>();
  for (const stem of keywords.map(toStem)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return (text) => [...new Set(toKeywords(text).map(toStem))].reduce((sum, stem) => sum + (counts.get(stem) ?? 0), 0);
}

/** The sentences of a text, trimmed. */
export function toSentences(text: string): readonly string[] {
  return (text.match(/[^.!?\n]+[.!?]*/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 1);
}

/** A text on one line, at most `most` characters long with its ellipsis, cut at a word. */
export function toSnippet(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const part = cutTo(line, most - 1);
  const cut = part.lastIndexOf(' ');
  return `${cut > 0 ? part.slice(0, cut) : part}…`;
}

/** The first `most` UTF-16 code units of a text at most: never half of a surrogate pair. */
export function cutTo(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

/** A text with a capital at its beginning. */
export function toCapitalised(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** The first sentence of a text as a name, without its full stop; empty where the text is blank. */
export function toTitle(text: string, most: number): string {
  return toSnippet(toCapitalised((/[^.?!\n]+/.exec(text.trim())?.[0] ?? '').trimStart()), most);
}

/** What a text is about, in its own words: two or three that stand together, else its first ones. */
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

/** Numbers and keys that a person names: of an order, a ticket, an invoice. */
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

/** What a person wants done is not what it is about. */
const TASKS =
  /^(begin|start|invite|write|draft|reply|review|check|prepare|plan|explain|propose|outline|translate|summari[sz]e|compare|shorten|classify|triage|turn|extract|name|list|tone)$/;
