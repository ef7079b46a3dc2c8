import { toKeywords } from '../../model/words.ts';
import { findRequest, refersBack } from '../english/requests.ts';
import { splitSentences, trimEnd } from '../english/sentences.ts';
import { toLowerStart } from '../english/words.ts';
import { findTopic, namesTopic } from '../reading/topic.ts';

/**
 * Returns what a task is about: `our returns portal` for `Write something about our returns portal, please`. Empty
 * when the task does not say.
 */
export function findSubject(task: string): string {
  return readSubject(pickSentence(task)) || readSubject(findRequest(task).clause) || findMeant(task) || findTopic(task);
}

/** What a request refers to without naming it: a name or a text that another sentence holds. */
function findMeant(task: string): string {
  const { clause, context } = findRequest(task);
  const beside = context.join(' ');
  const [, thing] = (refersBack(clause) ? [...beside.matchAll(THING)].at(-1) : undefined) ?? [];
  const [, name] = /(?<![.?!] |^)\b((?:[A-Z][\w&-]{1,20} ){1,3}[A-Z][\w&-]{1,20})\b/.exec(beside) ?? [];
  if (name !== undefined && refersBack(clause)) return name;
  if (thing !== undefined && hasMeaning(thing)) return thing;
  const [, text] =
    /(?:^|\b(?:the|our|my|an?|this) )([\w ]{3,40}?) (?:article|post|newsletter|campaign)\b/i.exec(beside) ?? [];
  return text === undefined || !hasMeaning(text) ? '' : toLowerStart(text.replace(/^(?:the|our|my|an?|this) /i, ''));
}

function readSubject(sentence: string): string {
  const bare = withoutTails(withoutLead(sentence));
  for (const pattern of PATTERNS) {
    const found = cutClause((pattern.exec(bare)?.[1] ?? '').replace(/^(?:me|us|that) /i, '').replace(WRAPPED, ''));
    if (hasMeaning(found)) return found;
  }
  return '';
}

/** The first sentence that asks for something: a greeting before it says nothing. */
function pickSentence(task: string): string {
  const sentences = splitSentences(task);
  const asking = sentences.length > 1 ? sentences.find((sentence) => REQUESTING.test(sentence)) : undefined;
  if (asking !== undefined) return asking;
  return (
    sentences.find((sentence) => toKeywords(sentence).length >= 1 && !GREETING.test(sentence)) ?? sentences[0] ?? ''
  );
}

function withoutLead(sentence: string): string {
  return trimEnd(sentence).replace(GREETED, '').replace(POLITE, '');
}

/** Drops what says how the answer should look: `in a table`, `as JSON`, `please`. */
function withoutTails(sentence: string): string {
  let bare = sentence;
  for (let round = 0; round < 3; round += 1) bare = trimEnd(bare.replace(TAIL, ''));
  return bare;
}

/** Cuts a phrase where another clause begins, and to a length that a sentence can take. */
function cutClause(phrase: string): string {
  const [clause = ''] = phrase.split(
    /,\s|[.?!]\s| (?:that|which|who|because|so that|since|before|after|when|while|if|but|without|than|needs?|is|are|was|were|will|would|should|deals|sounds) | (?:we|i|you) (?:have|had|made|use|got|sell|offer|run)\b|[;:()]|\s[-–—]\s/u,
  );
  return withoutForm(
    clause
      .split(/\s+/)
      .slice(0, MAX_WORDS)
      .join(' ')
      .replaceAll(/^["“'„]|["”'“]$/g, ''),
  );
}

/** Drops the text that a subject is for: `the free returns article` is about free returns. */
function withoutForm(phrase: string): string {
  const bare = trimEnd(phrase);
  const rest = bare.replace(
    /^(?:(?:the|our|my|an?|this) )?(.{3,60}) (?:article|post|newsletter|page|piece|campaign|email)$/i,
    '$1',
  );
  return /(?:^| )(?:an?|the|our|my|this|new)$/i.test(rest) ? bare : rest;
}

function hasMeaning(phrase: string): boolean {
  return phrase !== '' && toKeywords(phrase).some((word) => !EMPTY.test(word)) && namesTopic(phrase);
}

/** A thing that another sentence names, with its article. */
const THING =
  /\b((?:the|our|my|a new) (?:[a-z]{2,15} ){0,2}[a-z]{3,15})(?=[.,;!?]|$| (?:is|are|was|were|has|have|and|but|that|which|so)\b)/g;
const REQUESTING =
  /\b(?:write|draft|give me|suggest|explain|compare|plan|list|create|make|tell me|show me|summari[sz]e|translate|help me)\b/i;
const GREETING = /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|dear \w{1,20})[\s,!.]{0,3}(?:\w{1,20}[!.,]?)?$/i;
const GREETED = /^(?:(?:hi|hello|hey|ok|okay|so|well|and|now|good (?:morning|afternoon|evening))(?: there)?[,!]? )+/i;
const POLITE =
  /^(?:please[,]? |kindly |can you (?:please )?|could you (?:please )?|would you (?:please )?|will you |i(?:'d| would) like (?:you to |to have |to )?|i (?:want|need) (?:you to |to )?|help me (?:to )?|let's |know any (?:good )?|do you know (?:any )?)+/i;
const TAIL =
  /,? (?:please|for me|for us|to me|to us|thanks|thank you|as json|in json|as a (?:table|list|json object)|in (?:a|one|two|three|a few) (?:table|list|sentences?|lines?)|in bullet points|in (?:simple|plain|easy|a few|other) words|in (?:english|german|french|spanish|italian|dutch|portuguese)|in (?:at most |under |up to )?\d{1,4} words|by (?:tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|noon|next week)|briefly|simply|again|now|today|right now|at the moment|this time)$/i;
/** A text that something is for: its own subject says more. */
const WRAPPED =
  /^(?:an? |the |our )?(?:\w{1,15} )?(?:post|article|blog|page|email|newsletter|text|headline|campaign) (?:about|on|for|of|announcing|covering|introducing|explaining|that (?:announces|explains|introduces))\s/i;
const PATTERNS: readonly RegExp[] = [
  /\b(?:tell|let|inform|announce|say|know)\b.{0,40}? that\s(.{3,200})$/i,
  /\b(?:topic|theme|subject)(?: is|:)\s(.{2,100})$/i,
  /^(?:something|anything|some|any|a few|just)\b.{0,30}? (?:for|about|on)\s(.{2,100})$/i,
  /\b(?:poems?|verses?|(?:rhyming |short |few )lines|haikus?|limericks?|headlines?|titles?|subject lines?|openings|slogans?|taglines?|ideas?|questions?|tips?|reasons?|names?) (?:for|about|on)\s(.{2,200})$/i,
  /\b(?:posts?|articles?|pages?|newsletters?|pieces?|texts?|entry) (?:on|about|for|covering)\s(.{2,100})$/i,
  /\b(?:about|regarding|concerning|announcing|on the subject of|on the topic of)\s(.{2,200})$/i,
  /\b(?:write|draft|make|create|compose|give|suggest|propose|find|prepare|outline|tell|show|plan|list|need|want|think of|come up with|put together)\b.{0,60}?\s(?:for|on|of|to ask (?:on|in|at))\s(.{2,200})$/i,
  /\b(?:summari[sz]e|summary of|recap of|recap|minutes of)\s(.{2,120})$/i,
  /^(?:put|turn) (.{2,80}?) (?:into|in) /i,
  /^(?:what|who)(?:['’]s| is| are| was| were)\s(?:the (?:difference|meaning|definition|deadline|purpose) (?:between|of|for)\s)?(?:an? |the )?(.{2,200}?)(?: mean| all about| good for)?$/i,
  /^what do (?:people|you|we) mean (?:by|when they (?:say|talk about))\s(?:an? |the )?(.{2,100})$/i,
  /^what (?:does|do) (?:an? |the )?(.{2,100}?) (?:mean|stand for|say|do)$/i,
  /\b(?:explain|define|describe|understand|translate|get)\s(?:what (?:an? |the )?(?:is |are )?)?(?:an? |the )?(.{2,200}?)(?: is| are| means?)?$/i,
  /^how (?:do|can|could|should|would|might) (?:i|we|you|one|they)\s(.{2,200})$/i,
  /\b(?:how to|way to)\s(.{2,200})$/i,
  /^(?:should|shall|can|may|could|must|do) (?:i|we|you)\s(.{2,200})$/i,
  /^(?:is|are|was|were|does|do|did|will)\s(?:an? |the )?(.{2,120})$/i,
  /\b(?:got|have|know|heard|info|information|anything|something|background|notes) (?:\w{1,12} )?(?:on|about|of)\s(.{2,120})$/i,
  /^(?:plan|schedule|organi[sz]e|check|review|analy[sz]e|compare|research|improve|prepare|list|name|find|count|show)\s(.{2,200})$/i,
];
/** Words that say nothing about a subject. */
const EMPTY =
  /^(?:something|anything|everything|nothing|thing|things|stuff|this|that|these|those|question|next|idea|ideas|one|ones|another|lot|bit|it's|there|here|free|new|put|okay|around|detail|details|more)$/;
const MAX_WORDS = 9;
