import type { Brief } from '../brief/brief.ts';
import { readSchema } from '../coding/read-schema.ts';
import { findTable, isAnalyst } from '../coding/sql.ts';

/**
 * Offers figures instead of what a person's record holds: of the table that the task is about, if the agent knows its
 * schema. Undefined for an agent that answers no questions of data.
 */
export function offerFigures({ persona, question, task }: Brief): string | undefined {
  if (!isAnalyst(persona.role, persona.instruction)) return undefined;
  const table = findTable(readSchema(question.memories.map(({ content }) => content)), task);
  if (table === undefined) return 'I can count instead: tell me what, and by which day, week or group.';
  const sum = table.columns.some((column) => MONEY.test(column)) ? ' and what they came to' : '';
  const time = table.columns.some((column) => column.endsWith('_at')) ? ', by day, week or month' : '';
  return `I can count instead: how many ${table.name.replaceAll('_', ' ')} there were${sum}${time}. Which period do you need?`;
}

const MONEY = /(?:^|_)(?:cents|amount|sum|total|price|value|euros?)(?:$|_)/i;
