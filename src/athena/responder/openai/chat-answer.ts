import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { AnswerChunk, FinishReason } from '../model/responder.ts';

/** Why the answer of a server cannot be used. The message holds nothing that was sent to it. */
export class ChatError extends Error {}

/** Turns the events of one chat completion into the chunks of an answer. */
export class ChatAnswer {
  /** The parts of the tool calls, by their index. */
  readonly #calls = new Map<number, CallParts>();
  #finishReason: FinishReason | undefined;
  #tokens: { readonly input: number; readonly output: number } | undefined;

  /** Returns the chunks that an event adds. */
  *add(event: JsonObject): Generator<AnswerChunk> {
    if (event['error'] !== undefined && event['error'] !== null)
      throw new ChatError(`The model's server failed${toCode(event['error'])}.`);
    this.#tokens = readTokens(event['usage']) ?? this.#tokens;
    const [choice] = toObjects(event['choices']);
    if (choice === undefined) return;
    const part = toObject(choice['delta'] ?? choice['message']);
    if (typeof part['content'] === 'string' && part['content'] !== '') yield { kind: 'text', text: part['content'] };
    for (const [position, call] of toObjects(part['tool_calls']).entries()) this.#addCall(call, position);
    const reason = choice['finish_reason'];
    if (typeof reason === 'string') this.#finishReason = reason === 'length' ? 'length' : 'stop';
  }

  /** Returns the tool calls, which are complete only now, and the end. */
  *end(): Generator<AnswerChunk> {
    if (this.#finishReason === undefined) throw new ChatError("The model's server ended its answer early.");
    for (const [index, { id, name, text }] of this.#calls)
      yield {
        kind: 'tool_call',
        call: { id: id || `call_${index + 1}`, name: name || 'unknown', arguments: readArguments(text) },
      };
    yield {
      kind: 'end',
      finishReason: this.#finishReason,
      ...(this.#tokens === undefined ? {} : { tokens: this.#tokens }),
    };
  }

  /** A call comes in parts with the same index: its id and name in the first, its arguments in all. */
  #addCall(part: JsonObject, position: number): void {
    const index = typeof part['index'] === 'number' ? part['index'] : position;
    const { id, name, text } = this.#calls.get(index) ?? { id: '', name: '', text: '' };
    const { name: newName, arguments: args } = toObject(part['function']);
    this.#calls.set(index, {
      id: typeof part['id'] === 'string' && part['id'] !== '' ? part['id'] : id,
      name: typeof newName === 'string' && newName !== '' ? newName : name,
      text: text + (typeof args === 'string' ? args : args === undefined ? '' : JSON.stringify(args)),
    });
  }
}

interface CallParts {
  readonly id: string;
  readonly name: string;
  /** The arguments, as JSON text. */
  readonly text: string;
}

function readTokens(usage: JsonValue | undefined): { readonly input: number; readonly output: number } | undefined {
  const { prompt_tokens: input, completion_tokens: output } = toObject(usage);
  return isCount(input) && isCount(output) ? { input, output } : undefined;
}

function isCount(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Arguments that are not a JSON object are kept as they are, under `text`. */
function readArguments(text: string): JsonObject {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : { text };
  } catch {
    return { text };
  }
}

/** An error's message can quote what was sent, so that only its code is said. */
function toCode(error: JsonValue): string {
  const { code, type } = toObject(error);
  const found = [code, type].find((value) => typeof value === 'string' && /^[\w.-]{1,60}$/.test(value));
  return found === undefined ? '' : ` (${String(found)})`;
}

function toObject(value: JsonValue | undefined): JsonObject {
  return value !== undefined && isJsonObject(value) ? value : {};
}

function toObjects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
