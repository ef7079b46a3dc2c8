import { splitSentences, withStop } from '../english/sentences.ts';
import { toCapitalised } from '../../model/words.ts';
import { toLowerStart } from '../english/words.ts';

/** Makes a text friendlier: orders become requests. What follows from them is said kindly, and not left out. */
export function soften(text: string): string {
  const sentences = splitSentences(text).map((sentence) => withStop(toCapitalised(softenSentence(sentence))));
  return sentences.join(' ');
}

function softenSentence(sentence: string): string {
  for (const { pattern, write } of RULES) {
    const match = pattern.exec(sentence);
    if (match !== null) return write(match);
  }
  return softenWords(sentence);
}

function softenWords(text: string): string {
  let softer = text;
  for (const [harsh, kind] of WORDS) softer = softer.replaceAll(harsh, kind);
  return softer;
}

/** Asks for an action, and says what happens without it. */
function askFor(action: string, loss: string): string {
  const kind = toLowerStart(loss).replace(/^we (?:will not|won['’]t|can['’]t) /i, 'we cannot ');
  return `could you please ${softenWords(action)}? Otherwise, we are sorry to say, ${softenWords(kind)}`;
}

const RULES: readonly { readonly pattern: RegExp; readonly write: (match: RegExpExecArray) => string }[] = [
  {
    pattern:
      /^(?:you (?:must|have to|need to)|please) (.{2,200}?),? or (?:else )?((?:we|you|your|the|it|this|they) .{2,200}?)[.!]?$/i,
    write: ([, action = '', loss = '']) => askFor(action, loss),
  },
  {
    pattern: /^if you (?:do(?: not|n['’]t)|fail to) (.{2,200}?), ((?:we|you|your|the|it|this|they) .{2,200}?)[.!]?$/i,
    write: ([, action = '', loss = '']) => askFor(action, loss),
  },
  {
    pattern: /^unless you (.{2,200}?), ((?:we|you|your|the|it|this|they) .{2,200}?)[.!]?$/i,
    write: ([, action = '', loss = '']) => askFor(action, loss),
  },
  {
    pattern: /^you (?:must|have to|need to|are required to|should) (.{2,300}?)[.!]?$/i,
    write: ([, action = '']) => `could you please ${softenWords(action)}? Thank you very much`,
  },
  {
    pattern: /^you (?:must|may|can)(?: ?not|['’]t) (.{2,300}?)[.!]?$/i,
    write: ([, action = '']) => `we would ask you not to ${softenWords(action)}`,
  },
  {
    pattern: /^we (?:can|will|do)(?: ?not|n['’]t) (.{2,300}?)[.!]?$/i,
    write: ([, action = '']) => `we are sorry that we cannot ${softenWords(action)}`,
  },
  {
    pattern: /^no (.{2,300}?)[.!]?$/i,
    write: ([, thing = '']) => `we are sorry that ${VERB.test(thing) ? '' : 'there can be '}no ${softenWords(thing)}`,
  },
  {
    pattern:
      /^(?:send|give|fill|return|pay|call|write|tell|bring|sign|read|check|stop|wait|come|answer|complete|provide|submit|use) (.{2,300}?)[.!]?$/i,
    write: ([whole]) =>
      `could you please ${softenWords(toLowerStart(whole.replace(/[.!]$/, '')))}? Thank you very much`,
  },
];
const VERB = /\b(?:is|are|was|were|will|can|may|has|have)\b/i;
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bimmediately\b|\bat once\b|\bright now\b/gi, 'as soon as you can'],
  [/\bfailed to\b/gi, 'did not manage to'],
  [/\byour fault\b/gi, 'a misunderstanding'],
  [/\bwrong\b/gi, 'not quite right'],
  [/\bproblem\b/gi, 'difficulty'],
  [/\bwe demand\b/gi, 'we would be grateful for'],
  [/\bdemand\b/gi, 'ask for'],
];
