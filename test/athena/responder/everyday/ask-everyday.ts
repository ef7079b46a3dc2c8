import type { AnswerChunk, NewToolCall, Turn } from '../../../../src/athena/responder/model/responder.ts';
import { createScriptedResponder } from '../../../../src/athena/responder/scripted.ts';
import { toAskedAgent, toAskedMemory, toAskedTool } from '../../../../src/athena/runs/asked-records.ts';
import { loadFixtures } from '../../../../src/document/load-fixtures.ts';
import { loadYaml } from '../../../../src/document/load-yaml.ts';
import type { JsonObject } from '../../../../src/kernel/json/json.ts';
import { toQuestion } from '../responder-conformance.ts';

/** A question of the fixture, and what its reply must show. */
export interface EverydayQuestion {
  readonly id: string;
  readonly agent: string;
  readonly text: string;
  readonly conversation?: readonly Turn[];
  /** The reply contains one of these. */
  readonly about: readonly string[];
  /** The reply contains all of these. */
  readonly all?: readonly string[];
  readonly form?: Form;
  /** The number of items of a list. */
  readonly items?: number;
  /** The shortest and the longest reply. */
  readonly words: readonly [number, number];
  readonly language?: 'de' | 'es' | 'fr';
  readonly language_of_code?: string;
}

/** The shape of a reply that a question asks for. */
export type Form =
  | 'refusal'
  | 'table'
  | 'email'
  | 'list'
  | 'poem'
  | 'text'
  | 'sql'
  | 'code'
  | 'headings'
  | 'json'
  | 'findings'
  | 'plan'
  | 'decision';

const FOLDER = 'test/athena/responder/everyday';

/** Loads the sixty questions. */
export async function loadQuestions(): Promise<readonly EverydayQuestion[]> {
  return (await loadYaml(`${FOLDER}/questions.yaml`)) as unknown[] as readonly EverydayQuestion[];
}

/** Loads the questions in the words of another file. */
export async function loadReworded(file: string): Promise<readonly EverydayQuestion[]> {
  const texts = (await loadYaml(`${FOLDER}/${file}`)) as Readonly<Record<string, string>>;
  return (await loadQuestions()).map((question) => ({ ...question, text: texts[question.id] ?? '' }));
}

/**
 * Loads further words for some of the questions. A key is a question's id, with a number if it has several. In the
 * words, `{m}` stands for the text that the question holds.
 */
export async function loadFurther(file: string): Promise<readonly EverydayQuestion[]> {
  const texts = (await loadYaml(`${FOLDER}/${file}`)) as Readonly<Record<string, string>>;
  const questions = await loadQuestions();
  return Object.entries(texts).flatMap(([key, text]) =>
    questions
      .filter(({ id }) => id === key.split(' ')[0])
      .map((question) => ({ ...question, id: key, text: text.replace('{m}', () => findMaterial(question.text)) })),
  );
}

/** Returns the text that a question holds after its first paragraph, its first question, or a colon. */
function findMaterial(text: string): string {
  const start = /\n\n|\? |: /.exec(text);
  return start === null ? '' : text.slice(start.index + start[0].length);
}

/** A reply to an everyday question. */
export interface EverydayReply {
  readonly text: string;
  readonly toolCalls: readonly NewToolCall[];
}

/** Returns a function that asks the agents of the demo world. */
export async function createAskEveryday(): Promise<(question: EverydayQuestion, seed?: string) => EverydayReply> {
  const { collections } = await loadFixtures('fixtures');
  const recordsOf = (name: string): readonly JsonObject[] =>
    collections.find((collection) => collection.name === name)?.records ?? [];
  return ({ agent: name, text, conversation = [] }, seed = 'everyday') => {
    const agent = recordsOf('agents').find((record) => record['name'] === name);
    if (agent === undefined) throw new Error(`The demo world has no agent ${name}.`);
    const tools = (agent['tool_uuids'] as readonly string[]) ?? [];
    const question = toQuestion({
      agent: toAskedAgent(agent),
      tools: recordsOf('tools')
        .filter(({ uuid, is_enabled: on }) => on !== false && tools.includes(String(uuid)))
        .map(toAskedTool),
      memories: recordsOf('memories')
        .filter((memory) => memory['agent_uuid'] === agent['uuid'])
        .map(toAskedMemory),
      text,
      conversation,
      seed,
    });
    const chunks = createScriptedResponder().respond(question, { signal: new AbortController().signal });
    return readReply(chunks);
  };
}

/** The composed answers are arrays of chunks: they need no waiting. */
function readReply(chunks: AsyncIterable<AnswerChunk> | Iterable<AnswerChunk>): EverydayReply {
  if (!(Symbol.iterator in chunks)) throw new Error('A composed answer is immediate.');
  const all = [...chunks];
  return {
    text: all.map((chunk) => (chunk.kind === 'text' ? chunk.text : '')).join(''),
    toolCalls: all.flatMap((chunk) => (chunk.kind === 'tool_call' ? [chunk.call] : [])),
  };
}
