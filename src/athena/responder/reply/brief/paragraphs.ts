import { asksFor } from '../english/requests.ts';
import { countWords } from '../english/sentences.ts';
import type { Sign } from '../reading/lexicon.ts';
import { readSigns } from '../reading/signs.ts';

/** A message in two parts: what to do, and the text to do it with. */
export interface SplitMessage {
  readonly task: string;
  readonly material: string;
}

/**
 * Splits a message of several paragraphs: its first one is the task, or its last one, or both of them with a text in
 * between. Returns undefined for one paragraph.
 */
export function splitParagraphs(text: string): SplitMessage | undefined {
  const paragraphs = text
    .split(/\n[ \t]{0,20}\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  const [first = ''] = paragraphs;
  const last = paragraphs.at(-1) ?? '';
  if (paragraphs.length < 2) return undefined;
  if (asks(first) || !asks(last)) return { task: first, material: paragraphs.slice(1).join('\n\n') };
  const isLead = paragraphs.length > 2 && isAddressed(first);
  return {
    task: isLead ? `${first} ${last}` : last,
    material: paragraphs.slice(isLead ? 1 : 0, -1).join('\n\n'),
  };
}

/** Returns whether a paragraph asks for something, rather than being the text that the request is about. */
function asks(paragraph: string): boolean {
  if (isText(paragraph) || countWords(paragraph) > MAX_REQUEST) return false;
  if (paragraph.endsWith(':') || asksFor(paragraph) || POLITE.test(paragraph)) return true;
  const signs = readSigns(paragraph);
  return countWords(paragraph) <= MAX_SHORT && FORMS.some((sign) => signs.has(sign));
}

/** Lines of a transcript, of a list, or of numbered clauses. */
function isText(paragraph: string): boolean {
  const lines = paragraph.split('\n').filter((line) => LINE.test(line));
  return lines.length > 1 || (lines.length === 1 && !paragraph.includes('\n') && SPEAKER.test(paragraph));
}

/** Returns whether the writer speaks of the text or of themselves. */
function isAddressed(paragraph: string): boolean {
  return !isText(paragraph) && countWords(paragraph) <= MAX_REQUEST && OWN.test(paragraph);
}

const LINE = /^\s{0,8}(?:[-*•]|\d{1,3}[.)]|[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20})?:) \S/;
const SPEAKER = /^[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20})?: \S/;
const OWN = /\b(?:I|I['’]\w{1,2}|my|me|we|our|here['’]?s?|you|attached|below|following)\b/i;
const POLITE = /\b(?:please|pls|plz|thanks|thank you|thx)\b/i;
/** What the shape of an answer is called by. */
const FORMS: readonly Sign[] = [
  'json',
  'table',
  'summary',
  'actions',
  'shorten',
  'soften',
  'rephrase',
  'proofread',
  'review',
];
/** In words: the longest request, and the longest that is told by the shape that it names. */
const MAX_REQUEST = 60;
const MAX_SHORT = 12;
