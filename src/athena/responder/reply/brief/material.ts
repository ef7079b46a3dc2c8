import { asksFor } from '../english/requests.ts';
import { countWords, splitSentences, trimEnd } from '../english/sentences.ts';
import { readAmounts } from '../grounding/amounts.ts';
import { readSigns } from '../reading/signs.ts';

/** A message in two parts: what to do, and the text to do it with. */
export interface SplitMessage {
  readonly task: string;
  readonly material: string;
}

/**
 * Splits a message into its task and its material: what follows the first paragraph, a colon or a code fence. A message
 * of one part is a task.
 */
export function splitMaterial(text: string): SplitMessage {
  const fence = text.indexOf('```');
  if (fence >= 0) return splitFence(text, fence);
  const paragraph = text.search(/\n[ \t]{0,20}\n/);
  if (paragraph > 0 && text.slice(paragraph).trim() !== '')
    return { task: text.slice(0, paragraph).trim(), material: text.slice(paragraph).trim() };
  return splitColon(text) ?? splitLines(text) ?? splitSentence(text) ?? { task: text, material: '' };
}

/** The code is the material, with what stands around it as the task. */
function splitFence(text: string, start: number): SplitMessage {
  const end = text.indexOf('```', start + 3);
  const material = end === -1 ? text.slice(start) : text.slice(start, end + 3);
  return { task: `${text.slice(0, start)} ${end === -1 ? '' : text.slice(end + 3)}`.trim(), material };
}

function splitColon(text: string): SplitMessage | undefined {
  const colon = text.search(/:\s|→|[-=]>/);
  if (colon < 4 || colon > 160) return undefined;
  const material = text
    .slice(colon)
    .replace(/^(?::|→|[-=]>)/, '')
    .trim();
  const task = text.slice(0, colon).trim();
  const isRequest = asksFor(material) && !asksFor(task);
  const label = splitSentences(task).at(-1) ?? task;
  const isNone = task.includes('\n') || LABEL.test(trimEnd(label)) || isRequest || !isSentence(material);
  return isNone ? undefined : { task, material };
}

/** Returns whether a text says something, rather than only naming it: `parcel tracking` is no material. */
function isSentence(text: string): boolean {
  return text.length >= 12 && (VERB.test(text) || countWords(text) > MIN_PROSE);
}

/** A first line that ends as a request does, with more lines after it. */
function splitLines(text: string): SplitMessage | undefined {
  const end = text.indexOf('\n');
  const task = text.slice(0, end).trim();
  return end > 0 && /[?.:!]$/.test(task) ? { task, material: text.slice(end).trim() } : undefined;
}

/** A request for other words, with the text after it: `Could you fix this? It is late.` */
function splitSentence(text: string): SplitMessage | undefined {
  const sentences = splitSentences(text);
  const index = sentences.slice(0, MAX_LEAD).findLastIndex((sentence) => asksToRework(sentence));
  const rest = sentences.slice(index + 1);
  if (index === -1 || rest.length === 0 || rest.some((sentence) => asksFor(sentence))) return undefined;
  const material = rest.join(' ');
  return countWords(material) < MIN_MATERIAL ? undefined : { task: sentences.slice(0, index + 1).join(' '), material };
}

/** Returns whether a sentence wants a text in other words or another shape. */
function asksToRework(sentence: string): boolean {
  const signs = readSigns(sentence);
  const isAbout = /\b(?:this|these|following|below|that|it|one|here)\b/i.test(sentence);
  const isLimited = readAmounts(sentence).some(({ unit }) => unit === 'word');
  return (
    (isAbout || signs.has('json')) && (WORKING.test(sentence) || isLimited || REWORKING.some((sign) => signs.has(sign)))
  );
}

/** What stands before a colon and asks for nothing: `Quick question: …`. */
const LABEL =
  /^(?:(?:hi|hello|hey|new|quick|short|one|another|my|the|important|small|silly|just) ){0,3}(?:rules?|questions?|updates?|infos?|requests?|reminders?|orders?|policy|instructions?|one|thing|heads-up|fyi|ps|btw|situation|problem|subject|topic|theme|about|title)$/i;

const WORKING =
  /\b(?:make|rewrite|rephrase|reword|shorten|cut|trim|summari[sz]e|sum up|translate|turn|put (?:it|this|that)|say|word|phrase|express|kinder|nicer|fix|correct|improve|polish|soften|extract|classify)\b/i;
const REWORKING = ['shorten', 'soften', 'rephrase', 'proofread', 'json'] as const;
/** How many sentences may stand before the text, and how short it may be, in words. */
const MAX_LEAD = 3;
const MIN_MATERIAL = 4;
const MIN_PROSE = 14;
/** A verb that a sentence stands on. */
const VERB =
  /\b(?:is|are|was|were|am|has|have|had|must|will|would|can|could|should|do|does|did|lets?|need|needs|get|got|came|went|gives?|sent|broke|broken|arrived|missing|lost|stopped|wants?|like|likes)\b/i;
