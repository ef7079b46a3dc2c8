import { measureOverlap, toConcepts } from '../english/concepts.ts';
import type { Table } from './read-schema.ts';

/** The column that a task groups by, in the table or in one that it refers to. */
export function findGroup(
  table: Table,
  tables: readonly Table[],
  task: string,
): { readonly column: string; readonly label: string; readonly join: string | undefined } | undefined {
  const asked = findGroupWord(tables, toColumnWords(task));
  if (asked === undefined) return undefined;
  const wanted = toConcepts(asked);
  const fits = (column: string): boolean =>
    measureOverlap(wanted, toConcepts(column.replaceAll('_', ' '))) > 0 && column !== 'id';
  const own = table.columns.find(fits);
  if (own !== undefined) return { column: own, label: own.replaceAll('_', ' '), join: undefined };
  if (/^(?:day|week|month|year)s?$/i.test(asked)) {
    const time = table.columns.find((column) => column.endsWith('_at'));
    const unit = asked.toLowerCase().replace(/s$/, '');
    return time === undefined ? undefined : { column: `date_trunc('${unit}', ${time})`, label: unit, join: undefined };
  }
  for (const other of tables) {
    const column = other.columns.find(fits);
    const key = table.columns.find((candidate) => candidate === `${other.name.replace(/s$/, '')}_id`);
    if (column !== undefined && key !== undefined)
      return {
        column: `${other.name}.${column}`,
        label: column.replaceAll('_', ' '),
        join: ` join ${other.name} on ${other.name}.id = ${table.name}.${key}`,
      };
  }
  return undefined;
}

/** Calls what a question groups by as the columns are called: `by nation` is by country. */
function toColumnWords(task: string): string {
  return COLUMN_WORDS.reduce((text, [words, column]) => text.replaceAll(words, column), task);
}

/** The word that a question groups by: behind `by`, `per` and the like, or any that names a column in a ranking. */
function findGroupWord(tables: readonly Table[], task: string): string | undefined {
  const groups = toConcepts(
    tables
      .flatMap(({ columns }) => columns.filter((name) => !/(?:^|_)(?:id|at|cents|date)$/.test(name)))
      .join(' ')
      .replaceAll('_', ' '),
  );
  const isGroup = (word: string): boolean => measureOverlap(toConcepts(word), groups) > 0;
  const marked = [
    ...task.matchAll(
      /\b(?:by|per|for each|of each|in each|each|one row per|row per|which|what|from which) (\w{3,20})\b/gi,
    ),
  ];
  return (
    marked.map(([, after = '']) => after).find((word) => isGroup(word) || /^(?:day|week|month|year)s?$/i.test(word)) ??
    (RANKING.test(task) ? (task.match(/\w{3,20}/g) ?? []).find(isGroup) : undefined)
  );
}

const COLUMN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:nations?|nationalit(?:y|ies)|lands?|states|markets?|regions?|where(?:abouts)? in the world)\b/gi, 'country'],
  [/\b(?:from where|where)\b(?=.{0,60}\b(?:from|most|many|highest|get)\b)/gi, 'which country'],
  [/\b(?:departments?|sections?|inbox(?:es)?|topics?)\b/gi, 'queue'],
  [/\b(?:daily|a day|day by day)\b/gi, 'per day'],
  [/\b(?:weekly|a week|week by week)\b/gi, 'per week'],
  [/\b(?:monthly|month by month)\b/gi, 'per month'],
];
const RANKING =
  /\b(?:number|highest|largest|biggest|worst|best|volume|rank\w{0,3}|split|break\w{0,4}|list|sort\w{0,2}|compare|every|all|top|most|least|where|more than|one|each|respectively)\b/i;
