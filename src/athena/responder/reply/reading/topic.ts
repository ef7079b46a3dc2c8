import { LEXICON, type Sign } from './lexicon.ts';

/**
 * Returns what a text is about when no grammar of a sentence tells it: its longest run of words that neither ask for
 * something nor name a form. Words behind `about` and the like come first. Empty when there is none.
 */
export function findTopic(text: string): string {
  const runs = text
    .slice(0, MAX_READ)
    .split(/[.,;:!?()\n"“”]| [-–—] /)
    .flatMap(toRuns);
  return runs.toSorted((one, other) => other.score - one.score)[0]?.words ?? '';
}

/** Returns whether a phrase names something, rather than only asking: `more compact version` does not. */
export function namesTopic(phrase: string): boolean {
  return findTopic(phrase) !== '';
}

interface Run {
  readonly words: string;
  readonly score: number;
}

function toRuns(clause: string): readonly Run[] {
  const runs: Run[] = [];
  let run: string[] = [];
  let before = '';
  const close = (): void => {
    while (LINKS.has(run.at(-1) ?? '')) run.pop();
    if (run.length > 0 && !(run.length === 1 && BARE.has(run[0]?.toLowerCase() ?? ''))) {
      const content = run.filter((word) => !LINKS.has(word)).length;
      runs.push({
        words: run.slice(0, MAX_WORDS).join(' '),
        score: Math.min(content, 4) + (MARKERS.has(before) ? 3 : 0),
      });
    }
    run = [];
  };
  for (const word of clause.trim().split(/\s+/)) {
    const bare = word.toLowerCase().replace(/['’](?:s|re|ve|ll|d|m)$/, '');
    if (isContent(bare) || (run.length > 0 && LINKS.has(bare))) run.push(word);
    else {
      close();
      if (!ARTICLES.has(bare)) before = bare;
    }
  }
  close();
  return runs;
}

function isContent(word: string): boolean {
  return /\p{L}/u.test(word) && !STOP.has(word) && !STOP.has(word.replace(/s$/, ''));
}

/** Signs whose words are things that a text can be about. */
const THINGS: ReadonlySet<Sign> = new Set([
  'record',
  'recipient',
  'people',
  'trouble',
  'timeframe',
  'period',
  'meeting',
  'colleague',
  'workspace',
  'learn',
  'rules',
  'personal',
  'signing',
  'access',
  'permanent',
  'review',
  'approve',
  'cancelling',
] as const);
const ASKING: readonly string[] = LEXICON.filter(([sign]) => !THINGS.has(sign)).flatMap(([, words]) => words);
const STOP: ReadonlySet<string> = new Set([
  ...ASKING,
  ...`a about above actually after again all already also always am an and another any anything are as ask asking at back bad be because been
  before being big bit bother but by came can catchy chance come could deal deals did do does doing don't done each easy else
  ever every everyone few fine for from full fun get gets getting give go going gonna good got great guess guys had happy has have
  having he hello her here hey hi him his hiya hm how i idea if in into is it item its just keep kind know last later let like little
  long look lot made make many matter may maybe me means mind mine more morning most much must my myself nah need needs never nice no nope
  not nothing now of off ok okay on once one only or order our out over own part people please possible pretty quick quickly quite
  really right said same say see seems set short should simple since small so some someone something soon sorry still stuff such
  sure take tell than thank thanks that the their them then there these they thing things think this those three to today too topic try
  two four five six seven eight nine ten under until up us use used using version very wait want was way we well were what when where which
  while who why will wish with without wonder wondering work would yeah yes yet you your yours yourself subject theme text texts word words down editor deal wanted love
  hate boss minute minutes praise afternoon tomorrow tonight evening
  appreciate help able told put month tells find asap job jobs swear swears feeling`.split(/\s+/),
]);
/** Words that say something of a thing, and are none by themselves. */
const BARE: ReadonlySet<string> = new Set(['free', 'new', 'different', 'changed', 'call']);
const LINKS: ReadonlySet<string> = new Set(['of', 'for', 'and', 'in', 'with', 'our', 'the', 'on', 'to']);
const ARTICLES: ReadonlySet<string> = new Set(['our', 'the', 'a', 'an', 'my', 'your', 'this', 'these', 'is', 'free']);
const MARKERS: ReadonlySet<string> = new Set([
  'about',
  'on',
  'for',
  'regarding',
  'topic',
  'subject',
  'theme',
  'with',
  'concerning',
  'called',
  'of',
]);
/** In characters, and in words. */
const MAX_READ = 1200;
const MAX_WORDS = 7;
