import type { Brief } from '../brief/brief.ts';
import type { Intent } from '../brief/intent.ts';
import { toBullets, toList } from '../english/sentences.ts';

/** Says who the agent is, and what it can do. */
export const ABILITIES: Intent = {
  name: 'abilities',
  fits: ({ text }) => text.length < 160 && (DOING.test(text) || BEING.test(text)),
  write: (brief) => {
    const { persona, chance } = brief;
    const parts = [isAskedForKind(brief) ? toKind(brief) : '', toAbility(brief), toExamples(brief), toLimits(brief)];
    const closing = persona.style === 'brief' ? '' : chance.pick('offer', OFFERS);
    return { text: [...parts, closing].filter((part) => part !== '').join('\n\n'), manner: 'talk' };
  },
};

function isAskedForKind({ text }: Brief): boolean {
  return /\b(?:human|robot|bot|person|real|machine|ai|chatgpt|gpt|software)\b/i.test(text);
}

function toKind({ persona: { name }, question: { model } }: Brief): string {
  const self = name === '' ? 'I am software, not a person' : `I am ${name}, an AI agent and not a person`;
  return model === undefined ? `${self}.` : `${self}; the model that I am set up with is ${model.name}.`;
}

function toAbility({ persona: { name, role, ability } }: Brief): string {
  const self = name === '' ? '' : `I am ${toSelf(name, role)}. `;
  return ability === '' ? `${self}Send me a question or a text, and I will work with it.` : `${self}${ability}.`;
}

/** A name that is a role itself needs no other: `the Meeting Summarizer`. */
function toSelf(name: string, role: string): string {
  if (/ (?:\w{2,20}(?:er|or|ist|ant|yst)|Guide|Coach|Scribe)$/.test(name)) return `the ${name}`;
  return `${name}${role === '' || role === name ? '' : `, ${withArticle(role)}`}`;
}

/** Returns a role with its article: `a Meeting Scribe`, in lower case unless it holds an abbreviation. */
function withArticle(role: string): string {
  const lower = role.replaceAll(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
  return `${/^[aeiou]/i.test(lower) && !/^(?:uni|use|eu)/i.test(lower) ? 'an' : 'a'} ${lower}`;
}

function toExamples({ persona: { starters }, question: { tools }, chance }: Brief): string {
  const shown = chance.shuffle('examples', starters).slice(0, 3);
  const examples = shown.length === 0 ? '' : `For example:\n\n${toBullets(shown)}`;
  const usable = tools.slice(0, 3).map(({ name }) => name);
  const tooling = usable.length === 0 ? '' : `The tools that I can use: ${toList(usable)}.`;
  return [examples, tooling].filter((part) => part !== '').join('\n\n');
}

function toLimits({ persona: { guardrails, disclaimer } }: Brief): string {
  const [rule] = guardrails.filter((sentence) => /^(?:never|do not|no) /i.test(sentence));
  if (rule === undefined || disclaimer !== '') return disclaimer;
  return `One rule that I keep: ${rule.charAt(0).toLowerCase()}${rule.slice(1)}`;
}

const DOING =
  /\bwhat (?:\w{1,12} ){1,4}can you (?:help|do|assist|offer)\b|\bwhat (?:exactly )?(?:can|could|do) (?:you|i ask you)\b(?! (?:think|know|need|want|mean|recommend|suggest|say|see|make|call|say))(?!.{0,30}\babout\b)|\bwhat (?:exactly )?are you (?:good|there|here|able|capable|useful|made)\b|\bwhat are your (?:skills|abilities|strengths|tasks)\b|\bhow (?:can|could|do|might) you (?:help|support|assist|be (?:of|useful))\b|\b(?:tell|show) me what you (?:can )?do\b|\byour (?:capabilities|features)\b|\bwhat (?:are you|is your job|is your role|do you do)\b(?! (?:doing|talking|waiting|looking))|\bwhat(?:['’]s| is) your (?:job|role|purpose|task|speciality)\b|\bwhat would i use you for\b|\bwhat (?:is|was) it (?:that )?you do\b|\bwhat (?:exactly )?are you for\b|\bwhat (?:kinds?|sorts?|types?) of \w{3,12} (?:do|can) you (?:do|take on|handle|offer|help with)\b|\b(?:which|what) (?:jobs?|tasks?|things?|work|kinds? of (?:jobs?|tasks?|things?)) (?:can|could|may|do) i (?:give|hand|ask|bring|send)\b/i;
const BEING =
  /\bwho are you\b|\bare you (?:an? )?(?:real|human|robot|bot|ai|machine|person|software|chatgpt)\b|\bintroduce yourself\b|\btell me about yourself\b|\bwhich model\b.{0,20}\b(?:you|use)\b|\bam i (?:talking|speaking|chatting) (?:to|with)\b/i;
const OFFERS = [
  'What shall we begin with?',
  'What would you like to try first?',
  'Which of it do you need today?',
] as const;
