import { cutTo } from '../../../../kernel/text/cut-to.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { countWords, splitSentences, withStop } from '../english/sentences.ts';
import { toCapitalised } from '../../model/words.ts';
import { shorten } from './shorten.ts';
import { soften } from './soften.ts';

/** Rewrites a text that the message holds: shorter, friendlier, more formal, or without its mistakes. */
export const REWRITE: Intent = {
  name: 'rewrite',
  fits: ({ task, material, persona }) =>
    material !== '' && !/\b(?:summari[sz]e|transcript)\b/i.test(persona.instruction) && findKind(task) !== undefined,
  write: (brief) => {
    const text = (findKind(brief.task) ?? KINDS[0]).write(brief);
    return { text, manner: brief.persona.isTerse ? 'bare' : 'work' };
  },
};

function findKind(task: string): RewriteKind | undefined {
  return KINDS.find(({ words }) => words.test(task));
}

function writeShorter({ material, format: { maxWords } }: Brief): string {
  const text = unquote(material);
  return shorten(text, maxWords ?? Math.max(12, Math.ceil(countWords(text) / 2)));
}

function writeCorrected({ material }: Brief): string {
  let text = cutTo(unquote(material), MAX_TEXT);
  for (const [pattern, fixed] of TYPOS) text = text.replaceAll(pattern, fixed);
  return splitSentences(text.replaceAll(/[ \t]{1,20}([.,;!?])/g, '$1'))
    .map((sentence) => withStop(toCapitalised(sentence)))
    .join(' ');
}

function writeFormal({ material }: Brief): string {
  let text = cutTo(unquote(material), MAX_TEXT);
  for (const [pattern, formal] of CONTRACTIONS) text = text.replaceAll(pattern, formal);
  return text;
}

function unquote(text: string): string {
  return text.trim().replaceAll(/^["“„]|["”“]$/g, '');
}

interface RewriteKind {
  readonly words: RegExp;
  readonly write: (brief: Brief) => string;
}

const KINDS: readonly [RewriteKind, ...RewriteKind[]] = [
  {
    words:
      /\b(?:shorten|shorter|cut|trim|condense|boil|tighten|reduce|(?:in|to|into|under|within|at most|max(?:imum)?|than) (?:at most |under |no more than |about )?\d{1,3} words|too (?:long|wordy)|long-winded|fewer words|half (?:the|its|as) (?:length|long)|concise|abridge|compress)\b/i,
    write: writeShorter,
  },
  {
    words:
      /\b(?:friendl\w{1,5}|polite\w{0,3}|kind(?:er|ly)|warm(?:er|ly)?|nicer|softer|soften|gentler|less (?:harsh|rude|strict|cold|bossy)|more (?:human|pleasant|welcoming|personal|cordial))\b/i,
    write: ({ material }) => soften(cutTo(unquote(material), MAX_TEXT)),
  },
  { words: /\b(?:correct|fix|proofread|spelling|grammar|typos?|mistakes)\b/i, write: writeCorrected },
  { words: /\b(?:formal|professional)\b/i, write: writeFormal },
  {
    words: /\b(?:rewrite|rephrase|reword|improve|polish|sound like)\b/i,
    write: ({ material }) => soften(cutTo(unquote(material), MAX_TEXT)),
  },
];
const TYPOS: readonly (readonly [RegExp, string])[] = [
  [/\bteh\b/g, 'the'],
  [/\brecieve/gi, 'receive'],
  [/\bseperate/gi, 'separate'],
  [/\bdefinately\b/gi, 'definitely'],
  [/\boccured\b/gi, 'occurred'],
  [/\badress/gi, 'address'],
  [/\balot\b/gi, 'a lot'],
  [/\bi\b(?!\.)/g, 'I'],
  [/\bdont\b/gi, 'don’t'],
  [/\bcant\b/gi, 'can’t'],
  [/\bits a\b/gi, 'it’s a'],
  [/\byour welcome\b/gi, 'you’re welcome'],
];
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\bcan['’]t\b/gi, 'cannot'],
  [/\bwon['’]t\b/gi, 'will not'],
  [/n['’]t\b/gi, ' not'],
  [/\bI['’]m\b/g, 'I am'],
  [/['’]re\b/gi, ' are'],
  [/['’]ll\b/gi, ' will'],
  [/['’]ve\b/gi, ' have'],
  [/\bit['’]s\b/gi, 'it is'],
  [/^(?:hi|hey)\b/gim, 'Dear Sir or Madam'],
  [/\basap\b/gi, 'as soon as possible'],
];
/** In characters: what is rewritten of a text. */
const MAX_TEXT = 6000;
