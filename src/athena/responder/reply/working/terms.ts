import { toSnippet } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { splitSentences, toBullets, trimEnd, withStop } from '../english/sentences.ts';
import { toCapitalised } from '../../model/words.ts';

/** Reads a contract that the message holds: its terms, each with its clause. Without a text, asks for one. */
export const TERMS: Intent = {
  name: 'terms',
  fits: ({ task, material, persona }) =>
    (material !== '' &&
      /\b(?:contract|agreement|terms|clauses?)\b/i.test(`${task} ${persona.role}`) &&
      READING.test(task) &&
      !/\b(?:translat|rewrite|shorten|friendl)/i.test(task)) ||
    (material === '' &&
      READING.test(task) &&
      /\b(?:this|my|the|a) (?:contract|agreement|clause)\b/i.test(task) &&
      /\b(?:read|check|review|look at|go through|analy[sz]e)\b/i.test(task)),
  write: (brief) => ({ text: brief.material === '' ? askForText(brief) : writeTerms(brief), manner: 'work' }),
};

function askForText({ chance }: Brief): string {
  return chance.pick('paste', [
    'Gladly. Paste its text here, and I will list term, renewal, notice, liability and whatever is unusual, each with its clause.',
    'I do not have its text yet. Paste it here, with the numbers of the clauses if you can, and I will list the terms that need a second look.',
  ]);
}

function writeTerms({ material }: Brief): string {
  const clauses = splitClauses(material);
  const found = KINDS.flatMap(({ name, words }) => {
    const clause = clauses.find(({ text }) => words.test(text));
    return clause === undefined
      ? []
      : [`**${name}**${clause.number === '' ? '' : ` (clause ${clause.number})`}: ${sayClause(clause.text)}`];
  });
  const missing = KINDS.filter(({ words, isUsual }) => isUsual && !clauses.some(({ text }) => words.test(text))).map(
    ({ name }) => name.toLowerCase(),
  );
  const gaps =
    missing.length === 0 ? '' : `\n\nI found nothing on ${missing.join(', ')} in this text; ask whether that is meant.`;
  return `${toBullets(found.length === 0 ? ['None of the usual terms is in this text.'] : found)}${gaps}`;
}

interface Clause {
  readonly number: string;
  readonly text: string;
}

function splitClauses(material: string): readonly Clause[] {
  return material
    .split('\n')
    .slice(0, 300)
    .map((line) => /^\s{0,8}(?:§ ?|clause )?(\d{1,3}(?:\.\d{1,3}){0,2})?[.):]? ?(.{2,2000})$/i.exec(line.trim()))
    .flatMap((match) => (match === null ? [] : [{ number: match[1] ?? '', text: match[2] ?? '' }]));
}

/** Drops the heading of a clause: `Notice. Notice must be given` says it twice. */
function sayClause(text: string): string {
  const sentences = splitSentences(text);
  const said = sentences.length > 1 && (sentences[0] ?? '').split(' ').length <= 3 ? sentences.slice(1) : sentences;
  return `“${toSnippet(withStop(toCapitalised(trimEnd(said.join(' ')))), 220)}”`;
}

const KINDS: readonly { readonly name: string; readonly words: RegExp; readonly isUsual: boolean }[] = [
  { name: 'Term', words: /\b(?:term\b(?!s of)|runs for|duration|valid (?:for|until)|commence\w{0,2})/i, isUsual: true },
  { name: 'Renewal', words: /\brenew\w{0,4}\b|\bextend\w{0,3}\b/i, isUsual: true },
  {
    name: 'Notice',
    words: /\bnotice (?:must|shall|may|has|of|period|is)\b|\bterminat\w{1,5}\b|\bcancel\w{0,6}\b/i,
    isUsual: true,
  },
  { name: 'Liability', words: /\bliab\w{1,5}\b/i, isUsual: true },
  { name: 'Price', words: /\b(?:price|fees?|payment|invoice|charge)s?\b(?! paid in)/i, isUsual: false },
  { name: 'Confidentiality', words: /\bconfidential\w{0,4}\b/i, isUsual: false },
  { name: 'Penalty', words: /\bpenalt(?:y|ies)\b|\bliquidated damages\b/i, isUsual: false },
  { name: 'Governing law', words: /\bgoverning law\b|\bjurisdiction\b|\bcourts? of\b/i, isUsual: false },
];
const READING =
  /\b(?:list|read|review|check|go through|analy[sz]e|look at|find|what|which|extract|summari[sz]e|highlight|terms)\b/i;
