import { cutTo } from '../../../../kernel/text/cut-to.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { countWords, splitSentences, withStop } from '../english/sentences.ts';
import { toCapitalised } from '../../model/words.ts';
import { shorten } from './shorten.ts';
import { soften } from './soften.ts';
import type { Sign } from '../reading/lexicon.ts';

/** Rewrites a text that the message holds: shorter, friendlier, more formal, or without its mistakes. */
export const REWRITE: Intent = {
  name: 'rewrite',
  fits: ({ task, material, persona }) =>
    material !== '' && !/\b(?:summari[sz]e|transcript)\b/i.test(persona.instruction) && findWorded(task) !== undefined,
  write: (brief) => {
    const text = (findRewrite(brief) ?? KINDS[0]).write(brief);
    return { text, manner: brief.persona.isTerse ? 'bare' : 'work' };
  },
};

/** Returns how a text is to be rewritten: by the wording of the task, else by the signs of its words or a limit. */
export function findRewrite({ task, signs, format: { maxWords } }: Brief): RewriteKind | undefined {
  const told = findWorded(task);
  if (told === undefined && maxWords !== undefined) return KINDS[0];
  return told ?? KINDS.find(({ sign }) => sign !== undefined && signs.all.has(sign));
}

function findWorded(task: string): RewriteKind | undefined {
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

/** A way to rewrite a text. */
export interface RewriteKind {
  readonly words: RegExp;
  /** The sign of words that ask for it otherwise. */
  readonly sign?: Sign;
  readonly write: (brief: Brief) => string;
}

const KINDS: readonly [RewriteKind, ...RewriteKind[]] = [
  {
    words:
      /\b(?:shorten|shorter|cut|trim|condense|boil|tighten|reduce|(?:in|to|into|under|within|at most|max(?:imum)?|than) (?:at most |under |no more than |about )?\d{1,3} words|too (?:long|wordy)|long-winded|fewer words|half (?:the|its|as) (?:length|long)|concise|abridge|compress)\b/i,
    sign: 'shorten',
    write: writeShorter,
  },
  {
    words:
      /\b(?:friendl\w{1,5}|polite\w{0,3}|kind(?:er|ly)|warm(?:er|ly)?|nicer|softer|soften|gentler|less (?:harsh|rude|strict|cold|bossy)|more (?:human|pleasant|welcoming|personal|cordial))\b/i,
    sign: 'soften',
    write: ({ material }) => soften(cutTo(unquote(material), MAX_TEXT)),
  },
  {
    words: /\b(?:correct|fix|proofread|spelling|grammar|typos?|mistakes)\b/i,
    sign: 'proofread',
    write: writeCorrected,
  },
  { words: /\b(?:formal|professional)\b/i, write: writeFormal },
  {
    words: /\b(?:rewrite|rephrase|reword|improve|polish|sound like)\b/i,
    sign: 'rephrase',
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
