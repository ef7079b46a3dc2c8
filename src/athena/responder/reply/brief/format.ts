import { readAmounts } from '../grounding/amounts.ts';
import { readNumber } from '../english/words.ts';

/** The shape that a task asks for. */
export interface Format {
  readonly shape: 'json' | 'table' | 'bullets' | undefined;
  /** How many items are asked for. */
  readonly count: number | undefined;
  /** The maximum number of words. */
  readonly maxWords: number | undefined;
}

/** Reads the shape, the number of items and the length that a task asks for. */
export function findFormat(task: string): Format {
  return {
    shape: SHAPES.find(({ words }) => words.test(task))?.shape,
    count: findCount(task) ?? findLoneCount(task),
    maxWords: readAmounts(task).find(({ unit }) => unit === 'word')?.value,
  };
}

function findCount(task: string): number | undefined {
  for (const [, number = ''] of task.matchAll(COUNTED)) {
    const count = readNumber(number);
    if (count !== undefined && count >= 1 && count <= 12) return count;
  }
  return undefined;
}

/** A number that counts nothing else: `five would do`. */
function findLoneCount(task: string): number | undefined {
  const numbers = [...task.matchAll(LONE)].map(([, number = '']) => readNumber(number));
  const [first] = numbers;
  return numbers.length === 1 && first !== undefined && first >= 2 && first <= 12 ? first : undefined;
}

const SHAPES = [
  { shape: 'json', words: /\bjson\b/i },
  { shape: 'table', words: /\btables?\b|\btabular\b|\bspreadsheet\b|\bgrid\b|\bcolumns\b/i },
  { shape: 'bullets', words: /\bbullets?\b|\bbullet points\b|\bas a list\b|\bkey points\b/i },
] as const;
const LONE =
  /(?<![\w.,:€$£-])(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve)\b(?![.,:]?\d|[%€-]| ?(?:o['’]clock|am|pm|days?|weeks?|months?|years?|hours?|minutes?|euros?|percent|words?|times?|people|employees|weeks|shops?|parcels)\b)/gi;
const COUNTED =
  /\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:\w{1,15} ){0,2}(?:headlines?|titles?|ideas?|questions?|names?|things?|points?|reasons?|tips?|options?|examples?|openings?|subject lines?|slogans?|ways?|suggestions?|steps?|sentences?|bullets?|risks?|alternatives?|advertisements?|themes?|taglines?|topics?|benefits?|arguments?|proposals?)\b/gi;
