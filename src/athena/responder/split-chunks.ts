/** A chunk of an answer, and the time at which it is sent. */
export interface Chunk {
  readonly text: string;
  readonly at: number;
}

/** The time until the first chunk and the time per token after it, in milliseconds. */
export interface Tempo {
  readonly first: number;
  readonly token: number;
}

/** Splits a text into chunks of one word each, with the time of each. Joined, they are the text. */
export function splitChunks(text: string, { first, token }: Tempo): readonly Chunk[] {
  const words = text.match(/^\s+|\S{1,24}\s*/gu) ?? [];
  let written = 0;
  return words.map((word) => {
    const at = Math.round(first + (written / CHARACTERS_PER_TOKEN) * token);
    written += word.length;
    return { text: word, at };
  });
}

/** Returns how long a text takes from the question to its last chunk, in milliseconds. */
export function toDuration(text: string, { first, token }: Tempo): number {
  return Math.round(first + (text.length / CHARACTERS_PER_TOKEN) * token);
}

/** Returns the tempo, made faster when writing the text would take longer than MAX_WRITING_TIME. */
export function limitTempo(text: string, tempo: Tempo): Tempo {
  const writing = toDuration(text, tempo) - tempo.first;
  return writing <= MAX_WRITING_TIME ? tempo : { ...tempo, token: (tempo.token * MAX_WRITING_TIME) / writing };
}

const CHARACTERS_PER_TOKEN = 4;
/** In milliseconds: people wait for the answer. */
const MAX_WRITING_TIME = 12_000;
