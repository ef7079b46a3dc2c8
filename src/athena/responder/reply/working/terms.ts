import { toSnippet } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { splitSentences, toBullets, toList, trimEnd, withStop } from '../english/sentences.ts';

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

function writeTerms({ material, persona }: Brief): string {
  const clauses = splitClauses(material);
  const found = KINDS.flatMap((kind) => {
    const clause = clauses.find(({ text }) => kind.words.test(text));
    return clause === undefined ? [] : [{ kind, clause }];
  });
  const isNumbered = /\bclause numbers?\b/i.test(persona.instruction);
  const terms = found.map(
    ({ kind, clause }) => `**${kind.name}**${sayNumber(clause, isNumbered)}: ${sayClause(clause.text)}`,
  );
  const open = found.flatMap(({ kind: { name, asks }, clause }) =>
    asks === undefined || asks.said.test(clause.text)
      ? []
      : [
          `${clause.number === '' ? `the ${name.toLowerCase()}` : `clause ${clause.number}`} does not say ${asks.question}`,
        ],
  );
  const remark = open.length === 0 ? [] : [`**Left open:** ${open.join('; ')}.`];
  const missing = KINDS.filter(({ words, isUsual }) => isUsual && !clauses.some(({ text }) => words.test(text))).map(
    ({ name }) => name.toLowerCase(),
  );
  const gaps =
    missing.length === 0
      ? ''
      : `\n\nI found nothing on ${toList(missing, 'or')} in this text; ask whether that is meant.`;
  return `${toBullets(terms.length === 0 ? ['None of the usual terms is in this text.'] : [...terms, ...remark])}${gaps}`;
}

/** Names the clause, or says that it has no number where an agent has to name it. */
function sayNumber({ number }: Clause, isNumbered: boolean): string {
  if (number !== '') return ` (clause ${number})`;
  return isNumbered ? ' (no clause number)' : '';
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

/**
 * Says a clause without its heading and its subject, which the name of the term stands for: of `Notice. Notice must be
 * given in writing` it says `must be given in writing`.
 */
function sayClause(text: string): string {
  const sentences = splitSentences(text);
  const said = sentences.length > 1 && (sentences[0] ?? '').split(' ').length <= 3 ? sentences.slice(1) : sentences;
  return withStop(toSnippet(trimEnd(said.join(' ')).replace(SUBJECT, ''), 220));
}

/** A term of a contract, and what a careful reader asks about it. */
interface TermKind {
  readonly name: string;
  readonly words: RegExp;
  readonly isUsual: boolean;
  /** The question, and what its answer would hold. */
  readonly asks?: { readonly said: RegExp; readonly question: string };
}

const KINDS: readonly TermKind[] = [
  { name: 'Term', words: /\b(?:term\b(?!s of)|runs for|duration|valid (?:for|until)|commence\w{0,2})/i, isUsual: true },
  {
    name: 'Renewal',
    words: /\brenew\w{0,4}\b|\bextend\w{0,3}\b/i,
    isUsual: true,
    asks: {
      said: /\b(?:once|each|every|again|further|successive|not renew|no renewal)\b/i,
      question: 'whether it renews more than once',
    },
  },
  {
    name: 'Notice',
    words: /\bnotice (?:must|shall|may|has|of|period|is)\b|\bterminat\w{1,5}\b|\bcancel\w{0,6}\b/i,
    isUsual: true,
    asks: {
      said: /\b(?:e-?mail|letter|post|registered|fax|electronic|text form)\b/i,
      question: 'whether an email is enough',
    },
  },
  {
    name: 'Liability',
    words: /\bliab\w{1,5}\b/i,
    isUsual: true,
    asks: {
      said: /\b(?:intent\w{0,5}|gross|negligen\w{2,3}|wilful|except\w{0,4})\b/i,
      question: 'what is excepted from the limit, such as intent',
    },
  },
  { name: 'Price', words: /\b(?:price|fees?|payment|invoice|charge)s?\b(?! paid in)/i, isUsual: false },
  { name: 'Confidentiality', words: /\bconfidential\w{0,4}\b/i, isUsual: false },
  { name: 'Penalty', words: /\bpenalt(?:y|ies)\b|\bliquidated damages\b/i, isUsual: false },
  { name: 'Governing law', words: /\bgoverning law\b|\bjurisdiction\b|\bcourts? of\b/i, isUsual: false },
];
const SUBJECT =
  /^(?:it|(?:this|the) (?:agreement|contract)|notice|liability|the term|the liability) (?=(?:is|are|runs?|renews?|must|shall|may|has|will|can)\b)/i;
const READING =
  /\b(?:list|read|review|check|go through|analy[sz]e|look at|find|what|which|extract|summari[sz]e|highlight|terms)\b/i;
