import { asksFor } from '../english/requests.ts';
import { countWords, splitSentences, trimEnd } from '../english/sentences.ts';
import { readAmounts } from '../grounding/amounts.ts';
import { readSigns } from '../reading/signs.ts';
import { splitParagraphs, type SplitMessage } from './paragraphs.ts';

/**
 * Splits a message into its task and its material: what follows the first paragraph, stands before the last one, or
 * follows a colon, or is quoted, or is a code fence. A message of one part is a task.
 */
export function splitMaterial(text: string): SplitMessage {
  const fence = text.indexOf('```');
  if (fence >= 0) return splitFence(text, fence);
  return (
    splitParagraphs(text) ??
    splitColon(text) ??
    splitLines(text) ??
    splitQuote(text) ??
    splitSentence(text) ?? { task: text, material: '' }
  );
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
  const rest = text
    .slice(colon)
    .replace(/^(?::|→|[-=]>)/, '')
    .trim();
  const lead = text.slice(0, colon).trim();
  const { task: after, material } = splitTail(rest);
  const task = `${lead} ${after}`.trim();
  const isRequest = asksFor(material) && !asksFor(task);
  const label = splitSentences(lead).at(-1) ?? lead;
  const isNone = lead.includes('\n') || LABEL.test(trimEnd(label)) || isRequest || !isSentence(material);
  return isNone ? undefined : { task, material };
}

/** Takes the request off the end of a text: `It is late. Could you make it sound nicer?` */
function splitTail(text: string): SplitMessage {
  const sentences = splitSentences(text);
  const last = sentences.at(-1) ?? '';
  const at = text.lastIndexOf(last);
  const isRequest = sentences.length > 1 && at > 0 && asksFor(last) && asksToRework(last) && namesRework(last);
  return isRequest
    ? { task: last, material: text.slice(0, at).replace(REMARK, '').trim() }
    : { task: '', material: text };
}

/** A quoted sentence, with a request for other words around it. */
function splitQuote(text: string): SplitMessage | undefined {
  const found = QUOTED.exec(text);
  const material = found?.[1] ?? found?.[2] ?? '';
  if (found === null || countWords(material) < MIN_QUOTE) return undefined;
  const task = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
    .replaceAll(/\s[-–—](?=\s)/g, '')
    .trim();
  return countWords(task) > 1 && asksToRework(`${task} this`) ? { task, material } : undefined;
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

/** A request for other words, with the text after it or before it: `Could you fix this? It is late.` */
function splitSentence(text: string): SplitMessage | undefined {
  const sentences = splitSentences(text);
  const tail = splitTail(text);
  if (tail.task !== '' && !asksFor(tail.material) && countWords(tail.material) >= MIN_MATERIAL && !FIRST.test(text))
    return tail;
  const asked = sentences.slice(0, MAX_LEAD).findLastIndex((sentence) => asksToRework(sentence));
  if (asked === -1) return undefined;
  let index = asked;
  while (index < sentences.length - 2 && ASIDE.test(sentences[index + 1] ?? '')) index += 1;
  const { task: after, material } = splitTail(sentences.slice(index + 1).join(' '));
  if (countWords(material) < MIN_MATERIAL || splitSentences(material).some((sentence) => asksFor(sentence)))
    return undefined;
  return { task: `${sentences.slice(0, index + 1).join(' ')} ${after}`.trim(), material };
}

/** Returns whether a sentence wants a text in other words or another shape, rather than a new one. */
function asksToRework(sentence: string): boolean {
  const signs = readSigns(sentence);
  const isLimited = readAmounts(sentence).some(({ unit }) => unit === 'word');
  const isAbout = isLimited || /\b(?:this|these|following|below|above|that|it|one|here)\b/i.test(sentence);
  const isNew = NEW_TEXTS.some((sign) => signs.has(sign)) && !OBJECT.test(sentence);
  return !isNew && (isAbout || signs.has('json')) && (WORKING.test(sentence) || namesRework(sentence));
}

/** Returns whether a sentence says how the text should become. A verb such as `fix` may mean a thing. */
function namesRework(sentence: string): boolean {
  const signs = readSigns(sentence);
  return REWORKING.some((sign) => signs.has(sign)) || readAmounts(sentence).some(({ unit }) => unit === 'word');
}

/** What stands before a colon and asks for nothing: `Quick question: …`. */
const LABEL =
  /^(?:(?:hi|hello|hey|new|quick|short|one|another|my|the|important|small|silly|just) ){0,3}(?:rules?|questions?|updates?|infos?|requests?|reminders?|orders?|policy|instructions?|one|thing|heads-up|fyi|ps|btw|situation|problem|subject|topic|theme|about|title)$/i;

const WORKING =
  /\b(?:make|rewrite|rephrase|reword|shorten|cut|trim|summari[sz]e|sum up|translate|turn|put (?:it|this|that)|say|word|phrase|express|kinder|nicer|fix|correct|improve|polish|soften|extract|classify)\b/i;
/** Texts that are written rather than reworked. */
const NEW_TEXTS = ['outreach', 'email', 'post', 'poem'] as const;
const REWORKING = ['shorten', 'soften', 'rephrase', 'proofread', 'json'] as const;
/** What follows says something about the text, and is not the text: `I tried and failed.` */
const ASIDE = /^(?:I|my|we|maybe|perhaps|can you|could you)\b(?![^.]{60})/i;
/** A text that begins with the writer is no text to work on. */
const FIRST =
  /^(?:hi|hello|hey|dear|I|I['’]\w{1,2}|my|that|that['’]s|this|it|it['’]s|these|those|too|not|nice|great|ok(?:ay)?)\b/i;
/** A verb of other words, with its object behind it. */
const OBJECT =
  /\b(?:make|rewrite|rephrase|reword|shorten|cut|trim|translate|turn|put|fix|improve|polish|soften) (?:this|that|it|the (?:text|following))\b/i;
/** What is said of the text right after it. */
const REMARK = /\s[-–—] (?:that|this|it)(?:['’]s| is| was| sounds) [^.!?]{2,60}[.!?]\s{0,9}$/i;
const QUOTED = /["“„]([^"“”„]{20,2000})["”“]|(?<!\w)['‘]([^'‘’]{20,2000})['’](?!\w)/;
const MIN_QUOTE = 6;
/** How many sentences may stand before the text, and how short it may be, in words. */
const MAX_LEAD = 3;
const MIN_MATERIAL = 4;
const MIN_PROSE = 14;
/** A verb that a sentence stands on. */
const VERB =
  /\b(?:is|are|was|were|am|has|have|had|must|will|would|can|could|should|do|does|did|lets?|need|needs|get|got|came|went|gives?|sent|broke|broken|arrived|missing|lost|stopped|wants?|like|likes)\b/i;
