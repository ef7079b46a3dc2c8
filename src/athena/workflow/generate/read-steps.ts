/** One step that a description asks for. */
export interface StepPlan {
  readonly kind: 'agent' | 'approval' | 'delay' | 'http' | 'tool' | 'loop';
  readonly label: string;
  /** The node's id, taken from the description's verb. */
  readonly id: string;
  /** The slug of a tool, the list of a loop, the URL of a request, or the unit of a delay. */
  readonly subject: string;
  readonly amount: number;
}

/** Returns the steps that a description asks for, in order, without its trigger and condition. */
export function readSteps(prompt: string): readonly StepPlan[] {
  const steps: StepPlan[] = [];
  for (const clause of toClauses(prompt)) {
    if (steps.length >= MAX_STEPS) break;
    steps.push(...readStep(clause, MAX_STEPS - steps.length));
  }
  return steps;
}

function toClauses(prompt: string): readonly string[] {
  return prompt
    .split(/(?<=[^\d])[.;,]\s+|[.;]$|\n+|\b(?:and then|then|and)\b/i)
    .map((clause) => clause.trim().replace(/[.,;]$/, ''))
    .filter((clause) => clause.length > 1);
}

/** Returns at most `limit` steps: a clause may contain several loops, each of which adds a step. */
function readStep(clause: string, limit: number): readonly StepPlan[] {
  if (limit === 0) return [];
  const loop = /\bfor (?:each|every) (?:of the )?([\p{L}]{2,30})/iu.exec(clause)?.[1];
  if (loop !== undefined) {
    const rest = clause.replace(/\bfor (?:each|every) (?:of the )?[\p{L}]{2,30}/iu, '').trim();
    const plan: StepPlan = {
      kind: 'loop',
      label: `For each ${loop}`,
      id: 'each',
      subject: `${loop.replace(/s$/, '')}s`,
      amount: 0,
    };
    return [plan, ...(rest === '' ? [] : readStep(rest, limit - 1))];
  }
  if (/^(?:when|whenever|if|once|as soon as)\b/i.test(clause)) return [];
  const rest = clause
    .replace(/^(?:every|each|on)\s+(?:day|morning|evening|night|hour|week|month|[a-z]+day)s?\b/i, '')
    .trim();
  const found = readWork(rest);
  return found === undefined ? [] : [found];
}

function readWork(clause: string): StepPlan | undefined {
  const label = toLabel(clause);
  const base = { label, subject: '', amount: 0 };
  if (
    /\bapprov|\bsign[- ]?off\b|\b(?:a|the) (?:person|human|manager|colleague) (?:should|has to|must|to)\b|\bconfirm/i.test(
      clause,
    )
  )
    return { ...base, kind: 'approval', id: 'approve' };
  const wait = /\bwait(?: for)? (\d{1,4}|an?|one|two|three|five|ten) (second|minute|hour|day)s?\b/i.exec(clause);
  if (wait !== null)
    return {
      ...base,
      kind: 'delay',
      id: 'wait',
      subject: `${(wait[2] ?? '').toLowerCase()}s`,
      amount: toAmount(wait[1] ?? ''),
    };
  const url = /\bhttps?:\/\/[^\s,;"'<>{}]{1,500}/i.exec(clause)?.[0];
  if (url !== undefined && URL.canParse(url))
    return {
      ...base,
      kind: 'http',
      id: 'request',
      subject: url,
      amount: /\b(?:get|fetch|read|load|download)\b/i.test(clause) ? 0 : 1,
    };
  const tool = TOOLS.find(
    ([words, phrase]) => words.test(clause) || (phrase !== undefined && hasVerbAndObject(clause, phrase)),
  );
  if (tool !== undefined) return { ...base, kind: 'tool', id: tool[3], subject: tool[2] };
  const verb = AGENT_WORK.exec(clause)?.[1];
  return verb === undefined ? undefined : { ...base, kind: 'agent', id: verb.toLowerCase().replace('ise', 'ize') };
}

/**
 * Returns true when the verb occurs and its object follows, with any words between. Two searches keep this linear: one
 * regular expression would search for the object after every verb.
 */
function hasVerbAndObject(clause: string, { verb, object }: VerbAndObject): boolean {
  const found = verb.exec(clause);
  return found !== null && object.test(clause.slice(found.index + found[0].length));
}

function toAmount(text: string): number {
  const word =
    ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].indexOf(text.toLowerCase()) + 1;
  return word > 0 ? word : Number.parseInt(text, 10) || 1;
}

function toLabel(clause: string): string {
  const text = clause.replaceAll(/[{}]/g, '').replaceAll(/\s+/g, ' ').slice(0, 120).trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const MAX_STEPS = 12;

/** A verb and the object that must follow it. */
interface VerbAndObject {
  readonly verb: RegExp;
  readonly object: RegExp;
}

const OPEN = /\b(?:create|open|file|raise)\b/i;

/** The words that name a tool, the phrase that asks for it, the tool's slug, and the node's id. */
const TOOLS: readonly (readonly [RegExp, VerbAndObject | undefined, string, string])[] = [
  [/\bslack\b|\bchannel\b|\b(?:notify|alert|tell|inform)\b/i, undefined, 'slack-send-message', 'notify'],
  [/\bjira\b/i, { verb: OPEN, object: /\b(?:jira|ticket)\b/i }, 'jira-create-ticket', 'ticket'],
  [/\bgithub\b/i, { verb: OPEN, object: /\bissue\b/i }, 'github-create-issue', 'issue'],
  [/\bnotion\b/i, { verb: /\b(?:create|add|write)\b/i, object: /\bpage\b/i }, 'notion-create-page', 'page'],
  [
    /\bhubspot\b|\bcrm\b/i,
    { verb: /\b(?:create|add)\b/i, object: /\bcontact\b/i },
    'hubspot-create-contact',
    'contact',
  ],
  [/\b(?:sql|database|query)\b/i, undefined, 'postgres-query', 'query'],
  [/\bsend\b|\be-?mail\b|\bmail\b/i, undefined, 'gmail-send-email', 'send'],
];

const AGENT_WORK =
  /\b(draft|write|answer|reply|respond|summari[sz]e|classify|sort|translate|research|check|analy[sz]e|compare|review|grade|score|extract|find|explain|plan|suggest|prepare|generate|collect|welcome|improve|rewrite)\b/i;
