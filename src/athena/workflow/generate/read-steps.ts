/** What a part of a description asks for. */
export interface StepPlan {
  readonly kind: 'agent' | 'approval' | 'delay' | 'http' | 'tool' | 'loop';
  /** What it is called. */
  readonly label: string;
  /** From the words that ask for it. */
  readonly id: string;
  /** Of a tool its slug, of a loop the list, of a request its address, of a delay its unit. */
  readonly subject: string;
  readonly amount: number;
}

/** The steps that a description asks for, in its order; conditions and beginnings are none. */
export function readSteps(prompt: string): readonly StepPlan[] {
  return toClauses(prompt)
    .flatMap((clause) => readStep(clause))
    .slice(0, MOST_STEPS);
}

function toClauses(prompt: string): readonly string[] {
  return prompt
    .split(/(?<=[^\d])[.;,]\s+|[.;]$|\n+|\b(?:and then|then|and)\b/i)
    .map((clause) => clause.trim().replace(/[.,;]$/, ''))
    .filter((clause) => clause.length > 1);
}

function readStep(clause: string): readonly StepPlan[] {
  const loop = /\bfor (?:each|every) (?:of the )?([\p{L}]{2,30})/iu.exec(clause)?.[1];
  if (loop !== undefined) {
    const rest = clause.replace(/\bfor (?:each|every) (?:of the )?[\p{L}]{2,30}/iu, '').trim();
    const plan: StepPlan = { kind: 'loop', label: `For each ${loop}`, id: 'each', subject: `${loop.replace(/s$/, '')}s`, amount: 0 };
    return [plan, ...(rest === '' ? [] : readStep(rest))];
  }
  if (/^(?:when|whenever|if|once|as soon as)\b/i.test(clause)) return [];
  const rest = clause.replace(/^(?:every|each|on)\s+(?:day|morning|evening|night|hour|week|month|[a-z]+day)s?\b/i, '').trim();
  const found = readWork(rest);
  return found === undefined ? [] : [found];
}

function readWork(clause: string): StepPlan | undefined {
  const label = toLabel(clause);
  const base = { label, subject: '', amount: 0 };
  if (/\bapprov|\bsign[- ]?off\b|\b(?:a|the) (?:person|human|manager|colleague) (?:should|has to|must|to)\b|\bconfirm/i.test(clause))
    return { ...base, kind: 'approval', id: 'approve' };
  const wait = /\bwait(?: for)? (\d{1,4}|an?|one|two|three|five|ten) (second|minute|hour|day)s?\b/i.exec(clause);
  if (wait !== null)
    return { ...base, kind: 'delay', id: 'wait', subject: `${(wait[2] ?? '').toLowerCase()}s`, amount: toAmount(wait[1] ?? '') };
  const url = /\bhttps?:\/\/[^\s,;"'<>{}]{1,500}/i.exec(clause)?.[0];
  if (url !== undefined && URL.canParse(url))
    return { ...base, kind: 'http', id: 'request', subject: url, amount: /\b(?:get|fetch|read|load|download)\b/i.test(clause) ? 0 : 1 };
  const tool = TOOLS.find(([words]) => words.test(clause));
  if (tool !== undefined) return { ...base, kind: 'tool', id: tool[2], subject: tool[1] };
  const verb = AGENT_WORK.exec(clause)?.[1];
  return verb === undefined ? undefined : { ...base, kind: 'agent', id: verb.toLowerCase().replace('ise', 'ize') };
}

function toAmount(text: string): number {
  const word = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].indexOf(text.toLowerCase()) + 1;
  return word > 0 ? word : Number.parseInt(text, 10) || 1;
}

function toLabel(clause: string): string {
  const text = clause.replaceAll(/[{}]/g, '').replaceAll(/\s+/g, ' ').slice(0, 120).trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const MOST_STEPS = 12;

/** The words, the slug of the tool, and what the step is called. */
const TOOLS: readonly (readonly [RegExp, string, string])[] = [
  [/\bslack\b|\bchannel\b|\b(?:notify|alert|tell|inform)\b/i, 'slack-send-message', 'notify'],
  [/\b(?:create|open|file|raise)\b.*\b(?:jira|ticket)\b|\bjira\b/i, 'jira-create-ticket', 'ticket'],
  [/\b(?:create|open|file|raise)\b.*\bissue\b|\bgithub\b/i, 'github-create-issue', 'issue'],
  [/\bnotion\b|\b(?:create|add|write)\b.*\bpage\b/i, 'notion-create-page', 'page'],
  [/\bhubspot\b|\bcrm\b|\b(?:create|add)\b.*\bcontact\b/i, 'hubspot-create-contact', 'contact'],
  [/\b(?:sql|database|query)\b/i, 'postgres-query', 'query'],
  [/\bsend\b|\be-?mail\b|\bmail\b/i, 'gmail-send-email', 'send'],
];

const AGENT_WORK =
  /\b(draft|write|answer|reply|respond|summari[sz]e|classify|sort|translate|research|check|analy[sz]e|compare|review|grade|score|extract|find|explain|plan|suggest|prepare|generate|collect|welcome|improve|rewrite)\b/i;
