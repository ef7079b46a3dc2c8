import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { toNumbered } from '../english/sentences.ts';
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
    /\b(?:python|py)\b/i.test(task) ||
    (!/\b(?:typescript|javascript|js|ts|node)\b/i.test(task) && /\bpython\b/i.test(brief.persona.role));
  const recipe = RECIPES.find(({ words }) => words.test(`${task} ${material}`));
  if (recipe === undefined) return askForDetails(brief, isPython ? 'Python' : 'TypeScript');
  return `\`\`\`${isPython ? 'python' : 'ts'}\n${isPython ? recipe.python : recipe.ts}\n\`\`\`\n\n${recipe.note}`;
}

/** Says what is missing for code that no recipe is known for, rather than writing a frame without content. */
function askForDetails({ task }: Brief, language: string): string {
  const [, does] =
    /\b(?:functions?|scripts?|snippets?|code|methods?|helpers?|programs?|class|something|regex)\b.{0,30}?\b(?:that|which|to) (.{3,90}?)(?:[.?!;:]|$)/i.exec(
      task,
    ) ?? [];
  const lead =
    does === undefined ? `I can write that in ${language}` : `I can write something in ${language} to do that`;
  return `${lead}, but I would have to guess its rule. Three things would settle it:\n\n${toNumbered([
    'One input, as it really comes.',
    'The result that you expect for it.',
    'What should happen when the input is empty or wrong.',
  ])}\n\nWith them you get the function, with a test for each of the three.`;
}

const CODING =
  /\b(?:write|create|make|give|show|need|want|like|implement|code|generate|build|help)\b.{0,60}\b(?:functions?|scripts?|snippets?|code|class(?:es)?|regex|regular expression|method|one-liner|program|helpers?|wrapper|utility)\b/i;
const LANGUAGE = /\b(?:python|typescript|javascript|node\.?js|ts|js|py)\b/i;
const WANTING = /\b(?:write|create|make|give|show|need|want|like|implement|how (?:do|can|would|to)|generate|some)\b/i;
