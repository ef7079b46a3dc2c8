import { getOrCreate } from '../../../kernel/get-or-create.ts';
import { createTurns } from '../../../kernel/turns.ts';
import type { AnsweredBy } from '../../../kernel/outcome.ts';
import type { World } from '../../../store/port/world.ts';
import type { Question, Responder } from '../model/responder.ts';
import { findRule } from '../script/match-rule.ts';
import type { Script } from '../script/script.ts';
import { findWorldScript } from '../script/world-replies.ts';
import { createScriptedResponder } from '../scripted.ts';
import { openAnswer, type LiveAnswer } from './live-answer.ts';

/** Asks questions of the worlds of one simulator: scripted rules answer first, then its responder. */
export interface Asker {
  /** Returns whether the answer needs no waiting, so that due work may wait for it. */
  isImmediate(question: Question, world: World): boolean;
  /** Returns what decides the answer to a question. */
  decide(question: Question, world: World): AnsweredBy;
  /** Asks a question. */
  ask(question: Question, world: World): LiveAnswer;
  /**
   * Asks a question that is stored under a key. Returns the answer that is being given already, if another caller has
   * asked for it.
   */
  askOnce(key: string, question: Question, world: World): LiveAnswer;
  /** Aborts every answer that is not complete, and those to questions that are asked from then on. */
  close(): void;
}

/** Creates the asker. A world's rules precede those of the script. Without a responder, answers are composed. */
export function createAsker(script: Script, responder?: Responder): Asker {
  const findResponder = createFindResponder(script, responder);
  const takeTurn = createTurns();
  const open = new WeakMap<World, Map<string, Asked>>();
  const unfinished = new Set<LiveAnswer>();
  let isClosed = false;

  const ask: Asker['ask'] = (question, world) => {
    const live = openAnswer(findResponder(world), question, { elapsed: measureTime(world) });
    if (isClosed) live.abort();
    unfinished.add(live);
    void live.answer.then(() => unfinished.delete(live));
    return live;
  };

  const askOnce: Asker['askOnce'] = (key, question, world) => {
    const answers = getOrCreate(open, world, () => new Map<string, Asked>());
    const text = JSON.stringify(question);
    const current = answers.get(key);
    // After a reset another question can have the same key.
    if (current?.text === text) return current.live;
    const asked = { text, live: ask(question, world) };
    answers.set(key, asked);
    const forget = (): void => void (answers.get(key) === asked && answers.delete(key));
    // The caller that has stored the question asks for its answer in the same turn, even if it is complete by then.
    void asked.live.answer.then(takeTurn).then(forget);
    return asked.live;
  };

  return {
    isImmediate: (question, world) => isImmediate(findResponder(world), question),
    decide: (question, { store }) => decide(question, findWorldScript(store), script),
    ask,
    askOnce,
    close: () => {
      isClosed = true;
      for (const live of unfinished) live.abort();
    },
  };
}

/** Returns the rule that applies to a question, those of the world before those of the script. */
function decide(question: Question, world: Script, script: Script): AnsweredBy {
  const own = findRule(world, question);
  if (own !== undefined) return { source: 'world', id: own.id, name: own.name };
  const rule = findRule(script, question);
  return rule === undefined
    ? { source: 'model', id: null, name: null }
    : { source: 'script', id: rule.id, name: rule.name };
}

/** Returns what a responder says, and false when it throws or says anything but true: its answer is then awaited. */
function isImmediate(responder: Required<Responder>, question: Question): boolean {
  try {
    const said: unknown = responder.isImmediate(question);
    if (said instanceof Promise) said.catch(() => undefined);
    return said === true;
  } catch {
    return false;
  }
}

function createFindResponder(script: Script, responder: Responder | undefined): (world: World) => Required<Responder> {
  const common = createScriptedResponder(script, responder);
  return ({ store }) => {
    const { rules } = findWorldScript(store);
    return rules.length === 0 ? common : createScriptedResponder({ rules: [...rules, ...script.rules] }, responder);
  };
}

/** A question, as text, and the answer that is being given to it. */
interface Asked {
  readonly text: string;
  readonly live: LiveAnswer;
}

/** Returns the milliseconds that pass in a world. Where time does not flow, an answer takes none. */
function measureTime({ clock }: World): () => number {
  const start = clock.now();
  return () => (clock.flows ? Math.max(0, clock.now() - start) : 0);
}
