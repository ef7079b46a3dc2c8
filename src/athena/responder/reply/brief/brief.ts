import { cutTo } from '../../../../kernel/text/cut-to.ts';
import { createSeededChance, type Chance } from '../../model/chance.ts';
import type { Question, Turn } from '../../model/responder.ts';
import { findFacts, type Fact } from '../grounding/facts.ts';
import { toPersona, type Persona } from '../grounding/persona.ts';
import { findRequest } from '../english/requests.ts';
import { readSigns, type Signs } from '../reading/signs.ts';
import { readTypos } from '../english/typos.ts';
import { findFormat, type Format } from './format.ts';
import { splitMaterial } from './material.ts';
import { findSubject } from './subject.ts';

/** What a question asks for, read from its words. Everything that an answer is written from. */
export interface Brief {
  readonly question: Question;
  /** The message. A very long one is read from its start. */
  readonly text: string;
  /** The part of the message that says what to do. */
  readonly task: string;
  /** The clause of the task that asks for something. */
  readonly request: string;
  /** What the task says beside its request. */
  readonly context: readonly string[];
  /** The text that the task works on, which the message holds; empty when there is none. */
  readonly material: string;
  /** What the message is about, as a noun phrase or the phrase of a verb; empty when it does not say. */
  readonly subject: string;
  readonly format: Format;
  /** What the words of the request tell, and those of the whole task. */
  readonly signs: { readonly request: Signs; readonly all: Signs };
  /** The last answer of the conversation. */
  readonly last: string | undefined;
  readonly persona: Persona;
  /** The memories that have to do with the message, the closest first. */
  readonly facts: readonly Fact[];
  readonly chance: Chance;
}

/** Reads a question. */
export function readBrief(question: Question): Brief {
  const written = cutTo(question.text, MAX_READ).trim();
  const split = splitMaterial(written);
  const task = readTypos(cutTo(split.task, MAX_TASK));
  const { material } = split;
  const text = material === '' && written.length <= MAX_TASK ? task : written;
  const { clause: request, context } = findRequest(task);
  return {
    question,
    text,
    task,
    request,
    context,
    material,
    subject: findSubject(task),
    format: findFormat(task),
    signs: { request: readSigns(request), all: readSigns(task) },
    last: findLastAnswer(question.conversation),
    persona: toPersona(question),
    facts: findFacts(question, text),
    chance: createSeededChance(question.seed),
  };
}

/** Returns the brief of another message of the same conversation. */
export function withText(brief: Brief, text: string): Brief {
  return readBrief({ ...brief.question, text });
}

/** Returns the user's messages of a conversation, the latest first. */
export function findUserTurns({ question }: Brief): readonly string[] {
  return question.conversation
    .filter(({ role }) => role === 'user')
    .map(({ content }) => cutTo(content, MAX_READ))
    .toReversed();
}

function findLastAnswer(conversation: readonly Turn[]): string | undefined {
  const last = conversation.findLast(({ role, content }) => role === 'assistant' && content.trim() !== '');
  return last === undefined ? undefined : cutTo(last.content, MAX_READ);
}

/** In characters: what is read of a message. */
const MAX_READ = 16_000;
/** In characters: what is read of a task. A longer one is mostly text to work on. */
const MAX_TASK = 4000;
