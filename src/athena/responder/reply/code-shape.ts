import type { ReplyContext } from './shapes.ts';
import { toKeywords } from '../model/words.ts';

/** Writes a code snippet in the language that the text or the persona mentions, with a sentence that explains it. */
export function writeCode(context: ReplyContext): string {
  const { language, write, note } =
    LANGUAGES.find(({ words }) =>
      words.test(`${context.text} ${context.persona.role} ${context.persona.instruction}`),
    ) ?? LANGUAGES[0];
  const names = toNames(context.text);
  return `\`\`\`${language}\n${write(names, context)}\n\`\`\`\n\n${note(names)}`;
}

/** Two identifiers for the code, taken from the text. */
interface Names {
  readonly thing: string;
  readonly property: string;
}

function toNames(text: string): Names {
  const [thing = 'item', property = 'state'] = toKeywords(text)
    .map((word) => word.replaceAll(/[^a-z]/g, ''))
    .filter(
      (word) => word.length > 2 && !/^(sql|query|code|function|script|typescript|python|answers?|question)$/.test(word),
    );
  return { thing, property };
}

const LANGUAGES = [
  {
    language: 'sql',
    words: /sql\b|database|data analyst|how many/i,
    write: ({ thing, property }: Names, { chance }: ReplyContext) =>
      [
        `select ${property}, count(*) as total`,
        `from ${thing}`,
        `where created_at >= now() - interval '${chance.number('days', 7, 30)} days'`,
        `group by ${property}`,
        'order by total desc',
        'limit 10;',
      ].join('\n'),
    note: ({ thing, property }: Names) =>
      `It counts \`${thing}\` by \`${property}\`, the most frequent first. An index on \`created_at\` makes it fast.`,
  },
  {
    language: 'python',
    words: /\bpython\b/i,
    write: ({ thing, property }: Names) =>
      [
        `def count_${thing}(records):`,
        '    totals = {}',
        '    for record in records:',
        `        key = record["${property}"]`,
        '        totals[key] = totals.get(key, 0) + 1',
        '    return totals',
      ].join('\n'),
    note: ({ property }: Names) => `It counts how often each \`${property}\` occurs, in one pass.`,
  },
  {
    language: 'ts',
    words: /./,
    write: ({ thing, property }: Names) =>
      [
        `export function count${thing.charAt(0).toUpperCase()}${thing.slice(1)}(records: readonly { ${property}: string }[]): Map<string, number> {`,
        '  const totals = new Map<string, number>();',
        `  for (const { ${property} } of records) totals.set(${property}, (totals.get(${property}) ?? 0) + 1);`,
        '  return totals;',
        '}',
      ].join('\n'),
    note: ({ property }: Names) =>
      `It counts how often each \`${property}\` occurs, in one pass, without changing its input.`,
  },
] as const;
