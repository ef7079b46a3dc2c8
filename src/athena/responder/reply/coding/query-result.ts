import type { JsonObject } from '../../../../kernel/json/json.ts';
import { createSeededChance, type Chance } from '../../model/chance.ts';

/**
 * Synthesizes the rows that a query returns. The figures follow from what it measures, by which group and in which
 * time: its order and its limit only choose among them.
 */
export function toRows(sql: string): readonly JsonObject[] {
  const chance = createSeededChance(`query/${sql.replace(/ order by [\s\S]{1,200}$| limit \d{1,4}$/, '')}`);
  const [, columns = ''] = /^select (.{1,300}?) from /i.exec(sql) ?? [];
  const names = columns
    .split(/, (?![^(]{0,60}\))/)
    .map((column) => column.replace(/^.{0,200} as /i, '').replace(/^\w{1,40}\./, ''));
  const [group, measure] = names;
  if (names.length < 2 || group === undefined || measure === undefined)
    return [{ [group === undefined || group === 'total' ? 'count' : group]: chance.number('rows', 12, 2400) }];
  const labels = GROUPS.find(({ words }) => words.test(group))?.values ?? [];
  const shown = labels.length === 0 ? ['A', 'B', 'C'] : chance.shuffle('labels', labels).slice(0, 4);
  const figures = toFigures(shown.length, measure, chance);
  const rows = shown.map((label, index) => ({ [group]: label, [measure]: figures[index] ?? 0 }));
  return / order by \S{1,60} asc\b/i.test(sql) ? rows.toReversed() : rows;
}

/** Figures in descending order. */
function toFigures(count: number, measure: string, chance: Chance): readonly (number | string)[] {
  const values = Array.from({ length: count }, (_, index) => chance.number(`value/${index}`, 14, 420)).toSorted(
    (left, right) => right - left,
  );
  return /time/.test(measure) ? values.map((minutes) => `${Math.floor(minutes / 60)} h ${minutes % 60} min`) : values;
}

/** The values that a column usually has. */
const GROUPS: readonly { readonly words: RegExp; readonly values: readonly string[] }[] = [
  { words: /countr/, values: ['DE', 'FR', 'NL', 'IT', 'AT'] },
  { words: /queue|category|type/, values: ['delivery', 'billing', 'account', 'defects'] },
  { words: /status/, values: ['open', 'closed', 'waiting'] },
  { words: /date_trunc|day|week|month/, values: ['2025-06-23', '2025-06-16', '2025-06-09', '2025-06-02'] },
];
