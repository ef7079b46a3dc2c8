import type { ToolCall } from '../../model/responder.ts';
import type { JsonObject, JsonValue } from '../../../../kernel/json/json.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { measureOverlap, toConcepts } from '../english/concepts.ts';
import { toTable } from '../english/sentences.ts';
import { findGroup } from './find-group.ts';
import { toRows } from './query-result.ts';
import { readSchema, type Table } from './read-schema.ts';
import { TIME_FRAMES } from './time-frames.ts';

/** Answers a question of data with a query on the schema that the agent knows, and runs it with a tool for that. */
export const SQL: Intent = {
  name: 'sql',
  fits: ({ task, material, persona, question }) =>
    (/\b(?:sql|select statement|database query)\b/i.test(task) && !/\bexplain\b/i.test(task)) ||
    (COUNTING.test(task) &&
      (material === '' || /\w\(|\b(?:tables?|schema|columns?)\b/i.test(material)) &&
      (isAnalyst(persona.role, persona.instruction) ||
        question.memories.some(({ content }) => /\bschema\b/i.test(content)))) ||
    (persona.isTerse && /sql query\b/i.test(persona.instruction)),
  write: (brief) => {
    const query = toQuery(brief);
    const calls = toCalls(query, brief);
    const result = calls.length === 0 ? '' : sayResult(calls);
    const note = brief.persona.isTerse || calls.length > 0 ? '' : NOT_RUN;
    const text = [result, `\`\`\`sql\n${query.sql}\n\`\`\``, query.explanation, note, query.gap]
      .filter((part) => part !== '')
      .join('\n\n');
    return { text, manner: 'work', toolCalls: calls };
  },
};

interface Query {
  readonly sql: string;
  /** What it counts, in one sentence. */
  readonly explanation: string;
  /** What has to be checked because the schema is not known; empty when it is. */
  readonly gap: string;
}

/** Returns whether an agent answers questions with queries. */
export function isAnalyst(role: string, instruction: string): boolean {
  return /\b(?:data|database|reporting)\b/i.test(role) || /\bsql\b/i.test(instruction);
}

function toQuery(brief: Brief): Query {
  const tables = readSchema([...brief.question.memories.map(({ content }) => content), brief.text]);
  const asked = brief.persona.isTerse ? { ...brief, task: brief.text } : brief;
  const table = findTable(tables, asked.task);
  return table === undefined ? toUnknownQuery(asked) : toTableQuery(table, tables, asked);
}

/** Chooses the table that a task is about. The verb decides where two tables are named: refunded orders are refunds. */
export function findTable(tables: readonly Table[], task: string): Table | undefined {
  const wanted = toConcepts(
    task
      .replaceAll(new RegExp(RETURNS, 'gi'), 'refunds')
      .replaceAll(/\b(?:revenue|turnover|sales|income)\b/gi, 'orders total cents'),
  );
  const ranked = tables.map((table) => ({
    table,
    score:
      measureOverlap(wanted, toConcepts(table.name.replaceAll('_', ' '))) * 2 +
      measureOverlap(wanted, toConcepts(table.columns.join(' ').replaceAll('_', ' '))),
  }));
  const [best] = ranked.toSorted((left, right) => right.score - left.score);
  return best === undefined || best.score === 0 ? undefined : best.table;
}

function toTableQuery(table: Table, tables: readonly Table[], { task }: Brief): Query {
  const time = table.columns.find((column) => /_at$|date|time/.test(column));
  const frame = TIME_FRAMES.find(({ words }) => words.test(task));
  const group = findGroup(table, tables, task);
  const measure = findMeasure(table, task);
  const lines = [
    `select ${[...(group === undefined ? [] : [group.column.startsWith('date_trunc') ? `${group.column} as ${group.label}` : group.column]), `${measure.sql} as ${measure.name}`].join(', ')}`,
    `from ${table.name}${group?.join ?? ''}`,
    ...(time === undefined || frame === undefined
      ? []
      : [
          `where ${group?.join === undefined ? '' : `${table.name}.`}${time} >= ${frame.from}`,
          ...(frame.to === undefined
            ? []
            : [`  and ${group?.join === undefined ? '' : `${table.name}.`}${time} < ${frame.to}`]),
        ]),
    ...(group === undefined
      ? []
      : [
          `group by ${group.column}`,
          `order by ${measure.name} ${/\b(?:fewest|least|fastest|quickest|lowest)\b/i.test(task) ? 'asc' : 'desc'}`,
        ]),
    ...(group !== undefined &&
    /\bwhich\b.{0,30}\b(?:most|least|slowest|fastest|best|worst|highest|lowest|fewest)\b|\bwhat .{0,20}\bmost\b/i.test(
      task,
    )
      ? ['limit 5']
      : []),
  ];
  const period = frame?.label ?? (time === undefined ? '' : 'over all time');
  const order = lines.some((line) => line.endsWith(' asc')) ? 'the smallest first' : 'the largest first';
  const parts = [
    `It ${measure.says} in \`${table.name}\`${group === undefined ? '' : ` for each ${group.label}`}`,
    period,
    group === undefined ? '' : order,
  ];
  return { sql: `${lines.join('\n')};`, explanation: toExplanation(parts, table, task), gap: '' };
}

/** Joins what a query counts into a sentence, and says what stands in for something else. */
function toExplanation(parts: readonly string[], table: Table, task: string): string {
  const said = `${parts.filter((part) => part !== '').join(', ')}.`;
  const note = sayStandIn(table, task);
  return note === '' ? said : `${said} ${note}`;
}

/** Says so where refunds are counted for want of returns. */
function sayStandIn({ name }: Table, task: string): string {
  return name === 'refunds' && RETURNS.test(task)
    ? 'The schema has no table of returns, so refunds stand in for them: an order that came back without a refund is not counted.'
    : '';
}

function findMeasure(
  table: Table,
  task: string,
): { readonly sql: string; readonly name: string; readonly says: string } {
  const cents = table.columns.find((column) => /cents|amount|price|total/.test(column));
  const [from, to] = [
    table.columns.find((column) => /opened|placed|created|sent/.test(column)),
    table.columns.find((column) => /first_reply|closed|answered|delivered/.test(column)),
  ];
  if (
    /\b(?:slow\w{0,3}|fast\w{0,3}|quick\w{0,3}|how long|response times?|answer\w{0,2} time|wait\w{0,3})\b/i.test(
      task,
    ) &&
    from !== undefined &&
    to !== undefined
  )
    return {
      sql: `avg(${to} - ${from})`,
      name: 'average_time',
      says: `measures the average time from \`${from}\` to \`${to}\``,
    };
  if (/\b(?:revenue|turnover|how much|sum|worth|euros?|money|amount|value)\b/i.test(task) && cents !== undefined)
    return { sql: `sum(${cents}) / 100.0`, name: 'euros', says: `adds up \`${cents}\`, in euros,` };
  if (/\b(?:average|mean|typical)\b/i.test(task) && cents !== undefined)
    return { sql: `avg(${cents}) / 100.0`, name: 'average_euros', says: `averages \`${cents}\`, in euros,` };
  return { sql: 'count(*)', name: table.name, says: 'counts the rows' };
}

/** Without a schema, names the gaps rather than inventing columns. */
function toUnknownQuery({ task }: Brief): Query {
  const [noun = 'orders'] =
    /\b(?:how many|count(?: the)?|number of|most|all|average|of) (\w{4,20}s)\b/i.exec(task)?.slice(1) ?? [];
  const name = noun.toLowerCase();
  const frame = TIME_FRAMES.find(({ words }) => words.test(task));
  const lines = [
    'select count(*) as total',
    `from ${name}`,
    ...(frame === undefined
      ? []
      : [`where created_at >= ${frame.from}`, ...(frame.to === undefined ? [] : [`  and created_at < ${frame.to}`])]),
  ];
  return {
    sql: `${lines.join('\n')};`,
    explanation: `It counts the rows of \`${name}\`${frame === undefined ? '' : `, ${frame.label}`}.`,
    gap: `I do not know your schema, so \`${name}\`${frame === undefined ? '' : ' and `created_at`'} ${frame === undefined ? 'is a name' : 'are names'} to check. Send me the tables, and I will make it exact.`,
  };
}

/** Calls the agent's tool for queries, if it has one. */
function toCalls({ sql }: Query, { question }: Brief): readonly ToolCall[] {
  const tool = question.tools.find(({ slug }) => /query|sql/.test(slug));
  if (tool === undefined) return [];
  const line = sql.replaceAll(/\s+/g, ' ').replace(/;$/, '');
  return [
    { id: 'call_1', name: tool.slug, arguments: { sql: line }, status: 'success', result: { rows: toRows(line) } },
  ];
}

/** Says what the tool returned: one figure, or a table of its rows. */
function sayResult([call]: readonly ToolCall[]): string {
  const { rows = [] } = (call?.result ?? {}) as { readonly rows?: readonly JsonObject[] };
  const [first = {}] = rows;
  const names = Object.keys(first);
  const source = `\`${call?.name ?? ''}\``;
  if (rows.length === 1 && names.length === 1) return `**${toFigure(first[names[0] ?? ''] ?? null)}**, says ${source}.`;
  const cells = rows.map((row) => names.map((name) => toFigure(row[name] ?? null)));
  const [group = '', measure = ''] = names;
  const isTime = /^\d{4}-\d\d/.test(String(first[group]));
  const leader = isTime
    ? ''
    : `**${toFigure(first[group] ?? null)}** comes first, with **${sayMeasure(first[measure] ?? null, measure)}**. `;
  return `${leader}This is what ${source} returned:\n\n${toTable([names.map((name) => name.replaceAll('_', ' ')), ...cells])}`;
}

/** Says a figure with what it counts: `377 tickets`. A time needs no unit. */
function sayMeasure(value: JsonValue, measure: string): string {
  const unit = /time/.test(measure) ? '' : ` ${measure.replace(/^average_/, '').replaceAll('_', ' ')}`;
  return `${toFigure(value)}${unit}${measure.startsWith('average') ? ' on average' : ''}`;
}

function toFigure(value: JsonValue): string {
  return typeof value === 'number' ? value.toLocaleString('en-GB') : String(value);
}

/** What says that an order came back. */
const RETURNS = /\b(?:sends?|sent|ships?) (?:\w{1,10} ){0,3}back\b|\breturn(?:s|ed)?\b/i;
const COUNTING =
  /\b(?:how many|how much|count|number of|average|median|total|sum of|per (?:day|week|month|queue|country|agent|customer)|by (?:day|week|month|queue|country)|which (?:\w{1,15} ){1,3}(?:the )?(?:most|least|slowest|fastest|best|worst|highest|lowest|fewest)|(?:which|what) \w{1,15} .{0,40}\b(?:most|least|slowest|fastest|slowest)|(?:which|what) (?:country|queue|agent|customer|article|product|day|month|week|team)\b|break(?:s|ing)? (?:\w{1,20} ){0,5}down|top \d{1,2}|trend|breakdown|statistics)\b/i;
const NOT_RUN = 'I have not run it: I have no connection to the database here, so I do not name a figure.';
