import type { Brief } from '../brief/brief.ts';
import { readSigns, type Signs } from '../reading/signs.ts';
import { offerFigures } from './offer-figures.ts';

/** Why any agent declines a request. */
export interface Grounds {
  readonly words: readonly RegExp[];
  /** Whether the signs of the message's words ask for it, in whatever wording. */
  readonly tell?: (signs: Signs, task: string) => boolean;
  /** Each is the refusal with its reason. */
  readonly reasons: readonly [string, ...string[]];
  /** What may be asked for, by its words: it stands for `{what}` in a reason. */
  readonly names?: readonly (readonly [RegExp, string])[];
  /** What the user can do or ask instead; empty to offer what the agent does. */
  readonly instead: string;
  /** What an agent of a certain kind can do instead; undefined for any other. */
  readonly insteadOf?: (brief: Brief) => string | undefined;
  /** Whether a guardrail of the agent that says the same is quoted rather than the reason. */
  readonly yieldsToRule?: true;
}

/** Returns the grounds on which a task is declined, or undefined. All patterns of the grounds must match. */
export function findGrounds({ task, text, signs, persona }: Brief): Grounds | undefined {
  const all = text.length <= MAX_ORDER && !persona.isTerse ? readSigns(text) : signs.all;
  return (
    GROUNDS.find(({ words }) => words.every((pattern) => pattern.test(task))) ??
    GROUNDS.find(({ tell }) => tell?.(all, task) === true)
  );
}

/** A message that would set the rules aside, or decide every case beforehand. */
function overrules(signs: Signs): boolean {
  const sets = (signs.has('override') || signs.has('permanent')) && signs.has('rules');
  return sets || ((signs.has('override') || signs.has('permanent')) && signs.has('approve'));
}

/** A message that wants to know where someone lives, or another detail of a person. A change of one's own is none. */
function asksForPersonalData(signs: Signs, task: string): boolean {
  return (
    signs.has('personal') &&
    !signs.has('joke') &&
    !signs.has('poem') &&
    signs.has('people') &&
    !/\b(?:(?:my|our) (?:\w{1,12} )?(?:address|phone|street|number|card|account|birthday|details|data)|change|update|correct|wrong|new|enter|rules?|policy|how (?:do|can|should))\b/i.test(
      task,
    )
  );
}

/** Offers the rest of the work to someone who deals with cases of customers. */
function offerCase({ persona: { role } }: Brief): string | undefined {
  return /\b(?:support|service|refund|dispatch\w{0,4}|triage\w{0,2})\b/i.test(role)
    ? 'If a delivery or a payment depends on it, a colleague with access to the record can look it up. I can help with the case itself, without the personal details.'
    : undefined;
}

/** In characters: a longer message holds the text of another person. */
const MAX_ORDER = 160;
const OVERRIDE_REASONS: readonly [string, ...string[]] = [
  'I keep to my instructions, also when a message asks me not to. The rules that I was given stay in force, so I will not do that.',
  'That is not something a message can change: my instructions and the policy apply to every request, so the answer is no.',
];
const GROUNDS: readonly Grounds[] = [
  {
    words: [
      /\bfrom now on,? (?:you\b|(?:every|all|any|each)\b.{0,40}\b(?:approved?|accept(?:ed)?|granted|allowed)\b|(?:approve|accept|grant|allow|ignore|always|never)\b)|\byou are now\b.{0,60}\b(?:without|no|free|unrestricted|any)\b|\b(?:pretend|act as (?:if|though)|behave as if)\b.{0,60}\b(?:rules?|limits?|instructions?|polic(?:y|ies)|restrictions?|guardrails)\b|\b(?:rules?|instructions?|guardrails|limits?|polic(?:y|ies)) (?:no longer (?:apply|count|hold)|(?:do|does)(?: not|n['’]t) apply|(?:is|are) (?:off|void|suspended|gone|lifted|outdated|obsolete|cancelled|replaced|withdrawn))|\b(?:approved?|yes|grant|accept|pay)\b.{0,30}\b(?:each|every|all|any)\b.{0,40}\b(?:no matter|regardless|without (?:asking|checking|exception|question))/i,
    ],
    tell: overrules,
    reasons: OVERRIDE_REASONS,
    instead: 'Send me a single case, and I will look at it by the rules that apply.',
  },
  {
    words: [
      /\b(?:ignore|disregard|forget|override|bypass|drop|skip)\b.{0,30}\b(?:instructions?|rules?|guidance|orders|guidelines?|prompts?|guardrails|policy|policies|limits?|restrictions?|(?:everything|anything|all|whatever|what) (?:you (?:were|have been|['’]ve been|know|learned)|(?:that )?(?:came|was said)|i (?:said|told)|above|before))\b/i,
    ],
    reasons: OVERRIDE_REASONS,
    instead: 'Send me a single case, and I will look at it by the rules that apply.',
  },
  {
    words: [
      /\b(?:show|reveal|print|tell|repeat|give|what(?:['’]s| is| are)|output|share)\b/i,
      /\b(?:system prompt|your (?:exact |full |hidden |secret |initial )?(?:instructions|prompt)|hidden instructions)\b/i,
    ],
    reasons: [
      'I do not pass on my instructions word for word.',
      'My instructions stay with me, so I will not repeat them here.',
    ],
    instead: 'What I can tell you is what I am here for: ask me what I can do, and I will say it in plain words.',
  },
  {
    words: [
      /\b(?:give|show|send|tell|list|find|share|need|want|get|know|what(?:['’]s| is| are)|where|which|look up|export|see|pull)\b/i,
      /\b(?:card (?:numbers?|details)|credit cards?|home address(?:es)?|private address|where .{0,60}\blives?\b|(?:which|what) (?:street|city|town|house|address)\b.{0,80}\b(?:lives?|have|has|uses?)\b|passwords? of|(?:customers?|people|person|user|her|his|their|everybody|everyone)['’]?s? (?:private |home |personal )?(?:address|phone|telephone|password|date of birth|salary|number)|address of (?:(?:the|a|that|our|this) )?(?:\w{1,12} )?(?:customer|person|user|buyer|client|colleague|woman|man|lady|guy|neighbou?r|some(?:body|one))|address of .{0,30}\bwho\b|numbers? of (?:the|their|her|his) (?:credit |debit )?cards?|phone number of|(?:customer|person|user)['’]s birthday|social security|personal (?:data|details|information))\b/i,
    ],
    tell: asksForPersonalData,
    reasons: [
      'I cannot give out {what}. They are personal data, and I do not share those in a chat with anyone.',
      'I have to decline: {what} are the personal data of other people, and I do not pass those on.',
    ],
    names: [
      [/\bnames?\b/i, 'names'],
      [/\bcards?\b/i, 'card numbers'],
      [/\baddress\w{0,2}\b|\baddr\b|\blives?\b|\bstreet\b|\b(?:city|town|house)\b/i, 'private addresses'],
      [/\bphone|\btelephone/i, 'telephone numbers'],
      [/\bpasswords?\b/i, 'passwords'],
      [/\bbirth(?:day|s)?\b/i, 'dates of birth'],
      [/\bsalar(?:y|ies)\b/i, 'salaries'],
    ],
    insteadOf: (brief) => offerFigures(brief) ?? offerCase(brief),
    instead: 'A person with access to the record can look it up. I can help with all that needs no personal details.',
  },
  {
    words: [
      /\b(?:bombs?|explosives?|weapons?|poison|malware|ransomware|virus that|phishing|hack (?:into )?|steal|forge|fake (?:invoice|receipt|passport|review)s?|launder|blackmail|stalk|drugs at home|cheat on my taxes)\b/i,
      /\b(?:how|build|make|write|create|help|give|explain|want|need|can you|show)\b/i,
    ],
    reasons: [
      'I will not help with that, because it could hurt people or break the law.',
      'No, that is something I leave alone: it can do real harm.',
    ],
    instead: '',
  },
  {
    words: [
      /\b(?:write|say|make|send|tell|draft)\b/i,
      /\b(?:insult(?:s|ing)?|humiliat\w{1,5}|threaten(?:s|ing)?|racist|sexist|hateful|offensive)\b/i,
    ],
    reasons: [
      'I would rather not write that: words like these hurt someone and help no one.',
      'I will leave the insults out. They would not get you what you want.',
    ],
    instead: 'I can write it firmly and politely instead. Tell me what happened and what you want to achieve.',
  },
];
