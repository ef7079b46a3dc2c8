import { toCapitalised } from '../../model/words.ts';
import { countWords, splitSentences, toBullets, toList, trimEnd, withStop } from '../english/sentences.ts';
import { toLowerStart } from '../english/words.ts';
import { shorten } from '../writing/shorten.ts';

/** Returns the items of an answer: those of its list, else its sentences. */
export function findItems(answer: string): readonly string[] {
  const lines = answer
    .split('\n')
    .map((line) => /^\s{0,6}(?:[-*•]|\d{1,2}[.)]) (.{1,1000})$/.exec(line)?.[1]?.trim() ?? '');
  const items = lines.filter((line) => line !== '');
  return items.length > 0 ? items : splitSentences(answer);
}

/** How short an answer has to be. */
interface Limit {
  readonly maxWords: number | undefined;
  /** Whether it must be one sentence. */
  readonly isSentence: boolean;
}

/** Returns an answer in at most half its words. Of titled points, the title and the first clause stay. */
export function toShorter(answer: string, { maxWords, isSentence }: Limit): string {
  const items = findItems(answer);
  const points = items.flatMap(readPoint);
  const limit = maxWords ?? Math.max(8, Math.ceil(countWords(answer) / 2));
  if (points.length > 1 && points.length === items.length) return shortenPoints(points, answer, limit, isSentence);
  return shorten(items.join(' ').replaceAll('**', ''), limit);
}

/** A titled point of a list. */
interface Point {
  readonly title: string;
  /** Its first clause; empty when it has none. */
  readonly detail: string;
}

function readPoint(item: string): readonly Point[] {
  const [, title, rest = ''] = /^\*\*([^*]{1,60}?):?\*\*:?(.{0,1000})$/.exec(item) ?? [];
  const [detail = ''] = rest.split(/[,;.](?=\s|$)| and (?=(?:how|who|which|what|when|where|why)\b)/);
  return title === undefined ? [] : [{ title: title.replace(/:$/, ''), detail: detail.trim() }];
}

function shortenPoints(points: readonly Point[], answer: string, limit: number, isSentence: boolean): string {
  const [lead = ''] = splitSentences(answer);
  const isLead = !/^[-*•\d]/.test(lead) && countWords(lead) <= 12;
  const hasDetails = points.every(({ detail }) => detail !== '');
  const words = points.reduce((sum, { title, detail }) => sum + countWords(`${title} ${detail}`), 0);
  if (hasDetails && words <= limit) {
    if (!isSentence) return toBullets(points.map(({ title, detail }) => `**${title}:** ${detail}`));
    return withStop(toCapitalised(toList(points.map(({ title, detail }) => `${toLowerStart(title)} (${detail})`))));
  }
  const list = toList(points.map(({ title }) => toLowerStart(title)));
  return isLead ? `${trimEnd(lead)}: ${withStop(list)}` : withStop(toCapitalised(list));
}
