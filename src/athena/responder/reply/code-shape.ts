import type { Matter } from './shapes.ts';
import { toKeywords } from '../model/words.ts';

/**
 * A piece of code about what is asked, in the language that it or the persona speaks of, with a sentence on how to read
 * it.
 */
export function writeCode(matter: Matter): string {
  const { language, write, note } =
    LANGUAGES.find(({ words }) => words.test(`${matter.text} ${matter.persona.role} ${matter.persona.instruction}`)) ??
    LANGUAGES[0];
  const names = toNames(matter.text);
  return `\`\`\`${language}\n${write(names, matter)}\n\`\`\`\n\n${note(names)}`;
}

/** Two names that code may have, out of what is asked. */
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
    write: ({ thing, property }: Names, { chance }: Matter) =>
      [
        `select ${property}, count(*) as total`,
        `from ${thing}`,
        `where created_at >= now() - interval '${chance.number('days', 7, 30)} days'`,
        `group by ${property}`,
        'order by total desc',
        'limit 10;',
      ].join('\n'),
    note: ({ thing, property }: Names) =>
      `It counts \`${thing}\` by \`${property}\`, the most frequent first. An index on \`created_at\` answers it.`,
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
    note: ({ property }: Names) => `It gives how often each \`${property}\` occurs, in one pass.`,
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
      `It gives how often each \`${property}\` occurs, in one pass and without changing what it was given.`,
  },
] as const;
