import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { toBullets } from '../english/sentences.ts';

/** Reviews code that the message holds: what breaks first, each with its line. Without code, asks for it. */
export const REVIEW: Intent = {
  name: 'review',
  fits: ({ task, material }) =>
    (material.includes('```') && !/\b(?:translate|summari[sz]e)\b/i.test(task)) ||
    (/\b(?:review|look at|check|find (?:the )?bugs?)\b/i.test(task) &&
      /\b(?:code|pull request|pr|diff|function|migration|commit|patch)\b/i.test(task)),
  write: (brief) => ({
    text: brief.material.includes('```') ? writeFindings(brief) : askForCode(brief),
    manner: 'work',
  }),
};

function askForCode({ chance, text }: Brief): string {
  const number = /\b(?:#|pull request |pr )(\d{1,6})\b/i.exec(text)?.[1];
  const which = number === undefined ? 'the code' : `pull request ${number}`;
  return chance.pick('paste', [
    `I cannot see ${which} from here. Paste the diff, and I will list what would break before what is merely unusual, each with its line.`,
    `Paste the diff, please: I have only the mention of ${which}, not its lines. You will get what is wrong first, then what is unusual.`,
  ]);
}

function writeFindings({ material }: Brief): string {
  const lines = material
    .split('\n')
    .slice(1)
    .filter((line) => !line.startsWith('```'));
  const found = CHECKS.flatMap(({ words, finding, severity }) => {
    const index = lines.findIndex((line) => words.test(line));
    return index === -1 ? [] : [{ severity, text: `**Line ${index + 1}:** ${finding}` }];
  });
  const wrong = found.filter(({ severity }) => severity === 'wrong').map(({ text }) => text);
  const odd = found.filter(({ severity }) => severity === 'unusual').map(({ text }) => text);
  if (found.length === 0)
    return 'I see nothing in these lines that would break. What I cannot see is how they are called: which values can come in, and what happens when one is missing? A test for the empty case would tell.';
  return [
    wrong.length === 0 ? '' : `**What is wrong**\n\n${toBullets(wrong)}`,
    odd.length === 0 ? '' : `**What is unusual**\n\n${toBullets(odd)}`,
    'I only judge the lines that I see; a person should run them before they are merged.',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

interface Check {
  readonly words: RegExp;
  readonly severity: 'wrong' | 'unusual';
  readonly finding: string;
}

const CHECKS: readonly Check[] = [
  {
    words:
      /(?:query|execute|exec|raw)\w{0,10}\(.{0,200}["'`].{0,200}(?:["'] ?\+|\$\{)|\bf"select|"select .{0,200}" ?%/i,
    severity: 'wrong',
    finding:
      'the value is put into the SQL text, so a crafted one can change the query (SQL injection). Pass it as a parameter: `where id = $1`.',
  },
  {
    words: /\b(?:password|secret|api_?key|token)\b ?[:=] ?["'][^"']{4,100}["']/i,
    severity: 'wrong',
    finding: 'a secret is written into the code. Read it from the environment, and replace the one that was published.',
  },
  {
    words: /\beval\(|new Function\(/,
    severity: 'wrong',
    finding: '`eval` runs whatever it is given. Parse the value instead.',
  },
  {
    words: /catch ?(?:\(\w{0,20}\))? ?\{ ?\}|except(?: Exception)?: ?pass/,
    severity: 'wrong',
    finding: 'the error disappears here. Handle it, or let it through.',
  },
  {
    words: /\b(?:delete from|update) \w{1,40}\b(?!.{0,200}\bwhere\b)/i,
    severity: 'wrong',
    finding: 'there is no `where`, so every row is changed.',
  },
  {
    words: /\bdrop (?:table|column)\b(?!.{0,60}\bif exists\b)/i,
    severity: 'wrong',
    finding: 'it fails when it is run twice, and the data is gone. Add `if exists`, and drop in a later release.',
  },
  {
    words: /\.forEach\(async\b/,
    severity: 'wrong',
    finding: '`forEach` does not wait for an async function. Use `for … of` with `await`, or `Promise.all`.',
  },
  {
    words: /innerHTML ?=/,
    severity: 'wrong',
    finding: 'text that a user wrote becomes HTML here (cross-site scripting). Use `textContent`.',
  },
  {
    words: /\bdef \w{1,40}\(.{0,100}=(?:\[\]|\{\})/,
    severity: 'wrong',
    finding: 'the default is created once and shared by all calls. Use `None`, and create it inside.',
  },
  {
    words: /[^=!<>]==[^=]/,
    severity: 'unusual',
    finding: '`==` converts types before it compares. `===` says what is meant.',
  },
  {
    words: /\bvar\b/,
    severity: 'unusual',
    finding: '`var` is visible in the whole function. Use `const`, or `let` if it changes.',
  },
  {
    words: /\bselect \*/i,
    severity: 'unusual',
    finding: '`select *` reads columns that no one needs, and changes with the table. Name them.',
  },
  {
    words: /: any\b|\bas any\b/,
    severity: 'unusual',
    finding: '`any` switches the type checks off from here on. Use `unknown` and narrow it.',
  },
  { words: /console\.log\(|\bprint\(/, severity: 'unusual', finding: 'an output for debugging is left in.' },
  {
    words: /\bTODO\b|\bFIXME\b/,
    severity: 'unusual',
    finding: 'a note says that something is unfinished. Finish it or open a ticket.',
  },
];
