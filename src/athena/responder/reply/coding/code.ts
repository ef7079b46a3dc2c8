import { toKeywords } from '../../model/words.ts';
import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { RECIPES } from './recipes.ts';

/** Writes a small piece of code in the language that is asked for, with a sentence that explains it. */
export const CODE: Intent = {
  name: 'code',
  fits: ({ task, material }) =>
    !material.includes('```') && (CODING.test(task) || (LANGUAGE.test(task) && WANTING.test(task))),
  write: (brief) => ({ text: writeCode(brief), manner: 'work' }),
};

function writeCode(brief: Brief): string {
  const { task, material } = brief;
  const isPython =
    /\bpython\b/i.test(task) ||
    (!/\b(?:typescript|javascript|js|ts|node)\b/i.test(task) && /\bpython\b/i.test(brief.persona.role));
  const recipe = RECIPES.find(({ words }) => words.test(`${task} ${material}`));
  if (recipe === undefined) return writeSkeleton(brief, isPython);
  return `\`\`\`${isPython ? 'python' : 'ts'}\n${isPython ? recipe.python : recipe.ts}\n\`\`\`\n\n${recipe.note}`;
}

/** A function whose name and steps come from the task: the part that only its author can know is left open. */
function writeSkeleton({ subject, task }: Brief, isPython: boolean): string {
  const words = toKeywords(/\b(?:that|which|to|for) (.{3,120})$/i.exec(task)?.[1] ?? subject)
    .map((word) => word.replaceAll(/[^a-z]/g, ''))
    .filter(
      (word) => word.length > 1 && !/^(?:function|code|script|python|typescript|javascript|program|method)$/.test(word),
    )
    .slice(0, 3);
  const parts = words.length === 0 ? ['run'] : words;
  const name = isPython
    ? parts.join('_')
    : parts.map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1))).join('');
  const code = isPython
    ? `def ${name}(items):\n    """One sentence: what goes in and what comes out."""\n    result = []\n    for item in items:\n        result.append(item)  # the rule for one item goes here\n    return result`
    : `export function ${name}<Item>(items: readonly Item[]): Item[] {\n  // The rule for one item goes here.\n  return items.map((item) => item);\n}`;
  return `\`\`\`${isPython ? 'python' : 'ts'}\n${code}\n\`\`\`\n\nThis is the frame; the rule for one item is left open, because I would have to guess it. Give me one input and the output that you expect, and I will fill it in.`;
}

const CODING =
  /\b(?:write|create|make|give|show|need|want|like|implement|code|generate|build|help)\b.{0,60}\b(?:functions?|scripts?|snippets?|code|class(?:es)?|regex|regular expression|method|one-liner|program)\b/i;
const LANGUAGE = /\b(?:python|typescript|javascript|node\.?js)\b/i;
const WANTING = /\b(?:write|create|make|give|show|need|want|like|implement|how (?:do|can|would|to)|generate|some)\b/i;
