import { toReason } from '../../../kernel/text/to-reason.ts';
import type { AnswerChunk, FailureStatus, Responder } from '../model/responder.ts';
import { ChatAnswer, ChatError } from './chat-answer.ts';
import { readChatEvents } from './read-chat-events.ts';
import { toChatRequest } from './to-chat-request.ts';

/** Where a server of chat completions is, and how it is asked. */
export interface OpenAiSettings {
  /** The base URL of the API, such as `http://localhost:11434/v1`; without a slash at its end. */
  readonly url: string;
  /** The name of the model. By default that of the agent's model. */
  readonly model?: string | undefined;
  /** The API key. It is sent to the server alone: no message and no log contains it. */
  readonly key?: string | undefined;
  /** The wait for the server's response, in milliseconds. */
  readonly timeout?: number;
}

/**
 * Creates a responder that asks a server of OpenAI's chat completions, and passes its answer on as it comes. Source:
 * https://platform.openai.com/docs/api-reference/chat
 */
export function createOpenAiResponder(settings: OpenAiSettings): Responder {
  return {
    async *respond(question, { signal }) {
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), settings.timeout ?? RESPONSE_TIMEOUT);
      try {
        const response = await post(
          settings,
          toChatRequest(question, settings.model),
          AbortSignal.any([signal, deadline.signal]),
        );
        clearTimeout(timer);
        if (!response.ok) {
          await response.body?.cancel();
          return yield toStatusFailure(response.status);
        }
        yield* readAnswer(response);
      } catch (error) {
        if (signal.aborted) throw error;
        yield deadline.signal.aborted
          ? toFailure(504, "The model's server did not respond in time.")
          : toFailureOf(error);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** Redirects are not followed: the key is for this server alone. */
function post({ url, key }: OpenAiSettings, body: object, signal: AbortSignal): Promise<Response> {
  return fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream, application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify(body),
    redirect: 'error',
    signal,
  });
}

async function* readAnswer(response: Response): AsyncGenerator<AnswerChunk> {
  const answer = new ChatAnswer();
  for await (const event of readChatEvents(response)) yield* answer.add(event);
  yield* answer.end();
}

function toFailureOf(error: unknown): AnswerChunk {
  if (error instanceof ChatError) return toFailure(502, error.message);
  // `fetch` hides the reason in the cause. Its code says enough, and holds nothing that was sent.
  const code =
    error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : '';
  return toFailure(
    502,
    `The model's server cannot be reached${/^\w{1,40}$/.test(code) ? ` (${code})` : ''}: ${toReach(error)}`,
  );
}

/** Says what happened without repeating what was sent: a message of `fetch` can quote a header. */
function toReach(error: unknown): string {
  return error instanceof TypeError ? 'check --responder-url.' : toReason(error);
}

/** The body of an error can quote the key, so that it is left out. */
function toStatusFailure(status: number): AnswerChunk {
  const hint = HINTS[status];
  return toFailure(
    STATUSES[status] ?? 502,
    `The model's server responded with ${status}${hint === undefined ? '.' : `: ${hint}`}`,
  );
}

function toFailure(status: FailureStatus, message: string): AnswerChunk {
  return { kind: 'failure', status, message };
}

const STATUSES: Readonly<Record<number, FailureStatus | undefined>> = {
  429: 429,
  503: 503,
  529: 503,
  408: 504,
  504: 504,
};
const HINTS: Readonly<Record<number, string | undefined>> = {
  401: 'set ATHENA_RESPONDER_KEY to a valid key.',
  403: 'the key may not use this model.',
  404: 'check --responder-url and --responder-model.',
  429: 'too many requests, or no credit left.',
};
/** In milliseconds. A model that is being loaded takes its time. */
const RESPONSE_TIMEOUT = 60_000;
