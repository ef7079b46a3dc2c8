import type { Brief } from '../brief/brief.ts';
import { findReferences } from '../english/references.ts';
import type { Intent } from '../brief/intent.ts';
import { splitSentences, trimEnd, withStop } from '../english/sentences.ts';
import { isClause } from '../english/noun-phrase.ts';
import { toCapitalised, toSnippet, toTitle } from '../../model/words.ts';
import { findRulings } from '../grounding/ruling.ts';
import { sayOver } from '../informing/say-ruling.ts';
import type { EmailContext } from './email-context.ts';
import { EMAIL_KINDS, type EmailKind } from './email-kinds.ts';

/** Writes an email or another letter: its kind decides what it says. */
export const EMAIL: Intent = {
  name: 'email',
  fits: ({ task }) =>
    (WRITING.test(task) && (LETTER.test(task) || (MESSAGE.test(task) && TO_SOMEBODY.test(task)))) ||
    ADDRESSING.test(task),
  write: (brief) => ({ text: writeEmail(brief), manner: 'work' }),
};

function writeEmail(brief: Brief): string {
  const kind = findKind(brief);
  const context = toContext(brief);
  const { subject, body, ask } = kind.write(context, brief.chance);
  const received = kind.isFirst === true ? undefined : splitSentences(brief.material)[0];
  const title = received === undefined ? subject : `Re: ${toTitle(received, 60)}`;
  const opening =
    received === undefined || kind.answersAll === true
      ? ''
      : `thank you for your message. You wrote: “${toSnippet(received, 140)}”`;
  const paragraphs = [opening === '' ? body : `${toCapitalised(opening)}\n\n${toCapitalised(body)}`, ask];
  return [
    `**Subject: ${title}**`,
    `${context.greeting},`,
    ...paragraphs,
    brief.persona.isTerse ? 'Kind regards' : 'Kind regards,\n[your name]',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function findKind({ task, material, signs, persona }: Brief): EmailKind {
  return (
    EMAIL_KINDS.find(({ words }) => words.test(task)) ??
    EMAIL_KINDS.find(({ sign }) => sign !== undefined && signs.all.has(sign)) ??
    EMAIL_KINDS.find(({ words }) => words.test(material)) ??
    (isSeller(persona) ? EMAIL_KINDS.find(({ isFirst }) => isFirst) : undefined) ??
    PLAIN
  );
}

/** Someone who sells writes to people who do not know them yet. */
function isSeller({ role }: Brief['persona']): boolean {
  return /\bsales\b/i.test(role);
}

function toContext(brief: Brief): EmailContext {
  const {
    task,
    text,
    subject,
    facts,
    question: { variables },
  } = brief;
  const name = Object.entries(variables).find(([key]) => /name|contact|customer/i.test(key))?.[1];
  const named = NAME.exec(task)?.[1] ?? ADDRESSING.exec(task)?.[1] ?? findMeant(brief);
  const reference = findReferences(text)[0];
  const rules = facts.filter(({ isInstruction }) => !isInstruction).map(({ content }) => content);
  const over = findRulings(rules, text).find(({ kind }) => kind === 'beyond');
  const [, audience = toHead(text)] = AUDIENCE.exec(task) ?? [];
  return {
    greeting: `Hello ${String(name ?? named ?? '[name]')}`,
    about: audience.includes(subject) ? '' : toAbout(task, subject),
    matter: findMatter(task),
    company: toCompany(text),
    area: toHead(text).replace('head of ', ''),
    audience: toPhrase(audience),
    reference: reference === undefined ? '' : reference,
    overdue: over === undefined ? '' : sayOver(over),
    isRefund: /\brefund|money back\b/i.test(text),
    isLost: /\blost\b/i.test(text),
    offer: /\bfree shipping\b/i.test(text)
      ? ' The shipping of your next order is free of charge; you need not do anything for it.'
      : '',
    days: /\b(\d{1,3}) days? late\b/i.exec(text)?.[1] ?? '',
  };
}

/** Returns the name of whom `write her` means: another sentence begins with it. */
function findMeant({ request, context }: Brief): string | undefined {
  if (!/\b(?:her|him)\b/i.test(request)) return undefined;
  const names = context.flatMap((clause) => /^([A-Z][a-z]{2,20}) [a-z]/.exec(clause.trim())?.[1] ?? []);
  return names.find((name) => !NO_NAME.test(name));
}

/** Cuts a description of the addressee where another clause begins. */
function toPhrase(audience: string): string {
  const [phrase = ''] = audience.split(/ (?:that|who|which|whose|and|so|but|because|i) |[.,;:!?] /i);
  return trimEnd(phrase).split(' ').slice(0, 9).join(' ');
}

/** Says whom a message describes by what they do: `she runs sales` is the head of sales. */
function toHead(text: string): string {
  const [, area] =
    /\b(?:runs|heads|leads|manages|in charge of|responsible for|(?:head|director|manager|chief|boss|lead) of) (logistics|sales|support|marketing|finance|operations|purchasing|shipping)\b/i.exec(
      text,
    ) ??
    /\b(logistics|sales|support|marketing|finance|operations|purchasing|shipping) (?:head|director|manager|chief|boss|lead)\b/i.exec(
      text,
    ) ??
    [];
  return area === undefined ? '' : `head of ${area}`;
}

/** Says the addressee's company with its size, if the message gives one. */
function toCompany(text: string): string {
  const [, about = '', count, noun = ''] =
    /\b((?:around|about|roughly|some|approximately|nearly|almost|over|more than|up to|at least) )?(\d{1,6})[- ](people|employees|staff|workers|employee|persons?|ppl|heads)\b/i.exec(
      text,
    ) ?? [];
  const [kind = 'company'] = /\b(?:(?:online|web) )?(?:shop|store|retailer|carrier|firm)\b/i.exec(text) ?? [];
  const article = /^[aeiou]/i.test(kind) ? 'an' : 'a';
  return count === undefined
    ? ''
    : `${article} ${kind.toLowerCase()} with ${about.toLowerCase()}${count} ${/^employees$/i.test(noun) ? 'employees' : 'people'}`;
}

/** The subject of the letter, without its addressee. */
function toAbout(task: string, subject: string): string {
  const matter = findMatter(task);
  if (matter !== '') return matter;
  return /\b(?:customer|head|manager|client|colleague|team|lead|person|some(?:body|one)|shop|company)\b/i.test(subject)
    ? ''
    : subject;
}

/** What a request names as the subject behind `about`, `regarding` and the like. */
function findMatter(task: string): string {
  const [, about] =
    /\b(?:about|regarding|that(?= (?:we|you|they|the|our|your|it|he|she|there|this|his|her)\b)|saying|announcing|on)\s(?!\d)([^.?!]{3,120})(?:$|[.?!])/i.exec(
      trimEnd(task),
    ) ?? [];
  return about === undefined ? '' : trimEnd(about);
}

/** A letter whose kind is not clear. */
const PLAIN: EmailKind = {
  words: /$^/,
  write: ({ about, audience }, chance) => {
    const isTold = isClause(about);
    const matter = about === '' ? 'this' : about;
    return {
      subject: isTold
        ? 'A short message'
        : about === ''
          ? toCapitalised(audience) || 'A short question'
          : toCapitalised(about),
      body: isTold
        ? `I am writing to tell you that ${about}.\n\n[Two or three sentences with the details]`
        : chance.pick('plain', [
            `I am writing to you about ${matter}. In short: this is where it stands, this is what it means for you, and nothing else changes.\n\n[Two or three sentences with the details]`,
            `A short note on ${matter}, so that you have it in writing.\n\n[The details: what happens, when, and whom it concerns]`,
          ]),
      ask: withStop(
        chance.pick('ask', [
          'Please reply to this message if something is unclear',
          'If you have a question, simply reply to this message',
        ]),
      ),
    };
  },
};

const WRITING =
  /\b(?:write|draft|compose|prepare|send|formulate|reply|answer|respond|create|need|help|give|phrase|word|wording|missing|put together)\b|\bcan you do\b/i;
const LETTER =
  /\b(?:write|draft|compose|formulate|phrase|word|send) (?:me )?(?:an?|the|our|my) (?:\w{1,12} )?(?:reply|response|answer|message|note|letter)\b|\bwrite to\b|\be-?mails?\b|\bmails?\b|\bletters?\b|\b(?:reply|response|answer|message|note|text|rejection|refusal|apology|confirmation|reminder|invitation) (?:to|for) (?:an?|the|our|my|this|\w{1,20})\b|\breply\b.{0,20}\bemail\b/i;
const MESSAGE = /\b(?:message|reply|note|invitation|reminder|apology|thank-you)\b/i;
const TO_SOMEBODY = /\b(?:to|for) (?:an?|the|our|my|all|every|\w{1,20})\b/i;
const NAME = /\b(?:to|for) ([A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})?)\b(?! (?:of|at)\b)/;
/** A request to say something to someone by name: `Welcome Ada`. */
const ADDRESSING =
  /^(?:[Pp]lease )?(?:[Ww]elcome|[Tt]hank|[Cc]ongratulate) ([A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})?)\b(?!['’])/;
/** What a sentence begins with, when it is no name. */
const NO_NAME =
  /^(?:the|this|that|these|those|our|my|your|her|his|their|its?|we|you|she|he|they|there|some|any|an?|one|no|please|customers?|some(?:one|body)|today|yesterday|tomorrow|when|while|since|because|after|before|if|now|then|so|and|but|also|can|could|would|write|draft|need)$/i;
const AUDIENCE =
  /\b(?:to|for) (?:the |an? |our |their |his |her )?((?:head|manager|director|owner|customer|client|team|buyer|lead|colleague|supplier|ceo|logistics|person|some(?:body|one))\b.{0,80})$/i;
