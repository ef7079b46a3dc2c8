import { toCapitalised } from '../../../model/words.ts';
import type { Brief } from '../../brief/brief.ts';
import type { Intent } from '../../brief/intent.ts';
import { toBullets, toNumbered } from '../../english/sentences.ts';
import { toNounPhrase, withArticle } from '../../english/noun-phrase.ts';
import { toNumberWord, toSecondPerson } from '../../english/words.ts';
import type { ListBank } from './list-bank.ts';
import { LIST_BANKS } from './list-banks.ts';

/** Lists what is asked for: headlines, questions, ideas, reasons, or the points of a checklist. */
export const LIST: Intent = {
  name: 'list',
  fits: (brief) =>
    findWorded(brief.task) !== undefined &&
    ASKING.test(brief.task) &&
    !/^(?:which|what) (?:\w{1,20} ){1,4}(?:were|was|did|has|have)\b|^what (?:makes|is|are)\b/i.test(brief.task),
  write: (brief) => {
    const bank = findBank(brief) ?? IDEAS;
    const items = pickItems(bank, brief);
    return {
      text: `${toLead(bank, items.length, brief)}${bank.isNumbered === true ? toNumbered(items) : toBullets(items)}`,
      manner: 'work',
    };
  },
};

/** Returns what a message wants to have listed: by its wording, else by the signs of its words. */
export function findBank({ task, request, signs }: Brief): ListBank | undefined {
  return (
    findWorded(request) ??
    findWorded(task) ??
    LIST_BANKS.find(({ signs: own = [] }) => own.some((sign) => signs.request.has(sign) || signs.all.has(sign)))
  );
}

function findWorded(text: string): ListBank | undefined {
  return LIST_BANKS.find(({ words }) => words.test(text));
}

function pickItems(bank: ListBank, { task, text, subject, format, persona, chance }: Brief): readonly string[] {
  const theme =
    bank.themes?.find(({ words }) => words.test(`${task} ${text}`)) ??
    bank.themes?.find(({ words }) => words.test(persona.role));
  const about = toSecondPerson(withArticle(toNounPhrase(subject, text))) || bank.fallback;
  const pool = theme?.items ?? bank.items;
  const count = format.count ?? theme?.items.length ?? bank.usual;
  const ordered = bank.isOrdered === true || theme?.isOrdered === true ? pool : chance.shuffle('items', pool);
  const spare = theme === undefined ? [] : bank.items;
  return [...ordered, ...spare].slice(0, count).map((item) => capitaliseStart(item.replaceAll('{s}', about)));
}

/** Puts the first letter in upper case, behind the marks of a bold text or a box to tick. */
function capitaliseStart(item: string): string {
  return item.replace(
    /^((?:\[ \] )?(?:\*\*)?)(\p{Ll})/u,
    (_, marks: string, letter: string) => marks + letter.toUpperCase(),
  );
}

function toLead({ lead }: ListBank, count: number, { persona, subject, text }: Brief): string {
  if (persona.isTerse || lead === undefined || persona.style === 'brief') return '';
  const about = toSecondPerson(toNounPhrase(subject, text));
  return `${toCapitalised(lead.replaceAll('{n}', toNumberWord(count)).replaceAll(/ \{on s\}/g, about === '' ? '' : ` on ${about}`))}:\n\n`;
}

const IDEAS: ListBank = { words: /$^/, fallback: 'this', usual: 4, items: [] };
const ASKING =
  /\b(?:give|suggest|propose|list|name|write|make|need|want|like|find|think|brainstorm|come up|which|what|are there|show|create|draft|tell|collect|put together|should|some|any|i(?:['’]m| am) looking|\d|two|three|four|five|six|ten)\b/i;
