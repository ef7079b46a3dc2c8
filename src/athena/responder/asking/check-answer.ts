import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { measureJson } from '../../../kernel/json/measure-json.ts';
import { cutTo } from '../../../kernel/text/cut-to.ts';
import type { CheckedChunk } from '../model/answer.ts';
import { countInput, countTokens } from '../model/count-tokens.ts';
import { EMPTY_REPLY, MAX_CONTENT } from '../model/limits.ts';
import {
  FAILURE_STATUSES,
  TOOL_CALL_STATUSES,
  type FailureStatus,
  type Question,
  type ToolCall,
} from '../model/responder.ts';

/** Checks the chunks of one answer as they arrive. They may be any values: their types are checked too. */
export class AnswerCheck {
  readonly #question: Question;
  readonly #elapsed: () => number;
  #chunks = 0;
  #calls = 0;
  #text = '';
  /** The time of the last chunk. */
  #at = 0;

  /** `elapsed` returns the milliseconds since the question. */
  constructor(question: Question, elapsed: () => number) {
    this.#question = question;
    this.#elapsed = elapsed;
  }

  /** Returns what a chunk adds to the answer. An `end` or `failure` is the last chunk; an invalid one is a failure. */
  add(chunk: unknown): readonly CheckedChunk[] {
    try {
      return this.#check(chunk);
    } catch (error) {
      if (!(error instanceof InvalidAnswer)) throw error;
      return this.fail(502, `The responder's answer is invalid: ${error.message}.`);
    }
  }

  /** Returns the failure that ends the answer. */
  fail(status: FailureStatus, message: string): readonly CheckedChunk[] {
    const at = Math.max(this.#at, this.#elapsed());
    return [{ kind: 'failure', status, message: cutTo(message, MAX_MESSAGE), at }];
  }

  #check(chunk: unknown): readonly CheckedChunk[] {
    this.#chunks += 1;
    if (this.#chunks > MAX_CHUNKS) throw new InvalidAnswer(`it has more than ${MAX_CHUNKS} chunks`);
    const fields = toFields(chunk);
    this.#at = Math.max(this.#at, readTime(fields['at'], this.#elapsed));
    switch (fields['kind']) {
      case 'text':
        return this.#addText(readText(fields['text'], 'text'));
      case 'tool_call':
        return this.#addCall(readCall(fields['call']));
      case 'end':
        return [...(this.#text === '' ? this.#addText(EMPTY_REPLY) : []), this.#toEnd(fields)];
      case 'failure':
        return this.fail(readStatus(fields['status']), readText(fields['message'], 'message'));
      default:
        throw new InvalidAnswer('a chunk has no valid kind: use text, tool_call, end or failure');
    }
  }

  #addText(text: string): readonly CheckedChunk[] {
    if (this.#text.length + text.length > MAX_CONTENT)
      throw new InvalidAnswer(`it is longer than ${MAX_CONTENT} characters`);
    this.#text += text;
    return text === '' ? [] : [{ kind: 'text', text, at: this.#at }];
  }

  #addCall(call: ToolCall): readonly CheckedChunk[] {
    this.#calls += 1;
    if (this.#calls > MAX_CALLS) throw new InvalidAnswer(`it has more than ${MAX_CALLS} tool calls`);
    return [{ kind: 'tool_call', call, at: this.#at }];
  }

  #toEnd({ tokens, finishReason = 'stop' }: JsonObject): CheckedChunk {
    if (finishReason !== 'stop' && finishReason !== 'length')
      throw new InvalidAnswer('its finishReason is neither stop nor length');
    const counts = tokens === undefined ? {} : toFields(tokens);
    const input = readCount(counts['input']) ?? countInput(this.#question);
    const output = readCount(counts['output']) ?? countTokens(this.#text);
    return { kind: 'end', tokens: { input, output, total: input + output }, finishReason, at: this.#at };
  }
}

/** Why an answer is invalid, as the end of a sentence. */
class InvalidAnswer extends Error {}

function toFields(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidAnswer(`a chunk or its tokens are of type ${value === null ? 'null' : typeof value}, not objects`);
  return value as JsonObject;
}

function readTime(value: unknown, elapsed: () => number): number {
  if (value === undefined) return elapsed();
  if (typeof value === 'number' && value >= 0 && value <= MAX_TIME) return Math.round(value);
  throw new InvalidAnswer(`a chunk's at is not a number of milliseconds from 0 to ${MAX_TIME}`);
}

function readText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new InvalidAnswer(`a chunk's ${name} is of type ${typeof value}, not a string`);
}

function readCount(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new InvalidAnswer('its tokens are not whole numbers');
}

function readStatus(value: unknown): FailureStatus {
  const status = FAILURE_STATUSES.find((known) => known === value);
  if (status !== undefined) return status;
  throw new InvalidAnswer(`the status of its failure is none of ${FAILURE_STATUSES.join(', ')}`);
}

function readCall(value: unknown): ToolCall {
  const { id, name, arguments: args, status = 'pending', result = null } = toPlainObject(value);
  if (!isName(id) || !isName(name)) throw new InvalidAnswer('a tool call has no id or name of up to 255 characters');
  if (args === undefined || !isJsonObject(args)) throw new InvalidAnswer('the arguments of a tool call are no object');
  const known = TOOL_CALL_STATUSES.find((candidate) => candidate === status);
  if (known === undefined)
    throw new InvalidAnswer(`the status of a tool call is none of ${TOOL_CALL_STATUSES.join(', ')}`);
  return { id, name, arguments: args, status: known, result };
}

/** Copies a tool call, so that it is plain JSON that no responder changes later. */
function toPlainObject(value: unknown): JsonObject {
  const fields = toFields(value);
  try {
    if (typeof measureJson(fields, MAX_CALL) === 'number') return JSON.parse(JSON.stringify(fields)) as JsonObject;
  } catch {
    // Such as a BigInt. A cycle counts as nested too deeply.
  }
  throw new InvalidAnswer(`a tool call is not JSON of at most ${MAX_CALL} bytes and 512 levels`);
}

function isName(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 255;
}

/** Maximum length of a failure's message, in characters. */
const MAX_MESSAGE = 500;
/** A chunk of text may be empty, so that the length alone does not end an answer. */
const MAX_CHUNKS = 100_000;
/** Maximum number of tool calls of a message. */
const MAX_CALLS = 100;
/** Maximum size of a tool call, in bytes of JSON. */
const MAX_CALL = 1_000_000;
/** An hour, in milliseconds. */
const MAX_TIME = 3_600_000;
