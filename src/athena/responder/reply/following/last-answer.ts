import { toCapitalised } from '../../model/words.ts';
import { countWords, splitSentences, toList, trimEnd, withStop } from '../english/sentences.ts';
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

/** Returns an answer in at most half its words. A list of titled points becomes one sentence with the titles. */
export function toShorter(answer: string, maxWords?: number): string {
  const items = findItems(answer);
  const titles = items.map((item) => /^\*\*([^*]{1,60}?):?\*\*/.exec(item)?.[1]?.replace(/:$/, ''));
  const named = titles.filter((title) => title !== undefined);
  const limit = maxWords ?? Math.max(8, Math.ceil(countWords(answer) / 2));
  if (named.length > 1 && named.length === items.length) {
    const [lead = ''] = splitSentences(answer);
    const isLead = !/^[-*•\d]/.test(lead) && countWords(lead) <= 12;
    const list = toList(named.map((title) => toLowerStart(title)));
    return isLead ? `${trimEnd(lead)}: ${withStop(list)}` : withStop(toCapitalised(list));
  }
  return shorten(items.join(' ').replaceAll('**', ''), limit);
}
