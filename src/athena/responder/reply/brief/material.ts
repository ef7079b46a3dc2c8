import { splitSentences } from '../english/sentences.ts';

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
  const colon = text.search(/:\s/);
  if (colon < 4 || colon > 160) return undefined;
  const material = text.slice(colon + 1).trim();
  const task = text.slice(0, colon).trim();
  return material.length < 12 || task.includes('\n') || LABEL.test(task) ? undefined : { task, material };
}

/** A first line that ends as a request does, with more lines after it. */
function splitLines(text: string): SplitMessage | undefined {
  const end = text.indexOf('\n');
  const task = text.slice(0, end).trim();
  return end > 0 && /[?.:!]$/.test(task) ? { task, material: text.slice(end).trim() } : undefined;
}

/** A question about a text that follows it: `Could you fix this? It is late.` */
function splitSentence(text: string): SplitMessage | undefined {
  const [first = '', ...rest] = splitSentences(text);
  if (rest.length === 0 || !/\b(?:this|these|following|below)\b/i.test(first) || !WORKING.test(first)) return undefined;
  return { task: first, material: rest.join(' ') };
}

/** What stands before a colon and asks for nothing: `Quick question: …`. */
const LABEL =
  /^(?:(?:hi|hello|hey|new|quick|short|one|another|my|the|important|small|silly|just) ){0,3}(?:rules?|questions?|updates?|infos?|requests?|reminders?|orders?|policy|instructions?|one|thing|heads-up|fyi|ps|btw|situation|problem)$/i;

const WORKING =
  /\b(?:make|rewrite|rephrase|reword|shorten|cut|trim|summari[sz]e|sum up|translate|turn|put|say|word|phrase|express|kinder|nicer|fix|correct|improve|polish|soften|extract|classify)\b/i;
