import type { Piece } from './model/responder.ts';

/**
 * When the first piece comes and how long each token after it takes, in milliseconds: what a hosted model of medium
 * size needs.
 */
export interface Tempo {
  readonly first: number;
  readonly token: number;
}

/** A text in pieces of a word or two, as models write, each with its time. Joined they are the text. */
export function splitChunks(text: string, { first, token }: Tempo): readonly Piece[] {
  const parts = text.match(/^\s+|\S{1,24}\s*/gu) ?? [];
  let written = 0;
  return parts.map((part) => {
    const at = Math.round(first + (written / CHARACTERS_A_TOKEN) * token);
    written += part.length;
    return { text: part, at };
  });
}

/** How long a text takes in all. No answer takes longer than `LONGEST`: a person waits for it. */
export function toDuration(text: string, { first, token }: Tempo): number {
  return Math.round(first + (text.length / CHARACTERS_A_TOKEN) * token);
}

/** The same tempo, quicker where the text would else take too long. */
export function limitTempo(text: string, tempo: Tempo): Tempo {
  const writing = toDuration(text, tempo) - tempo.first;
  return writing <= LONGEST ? tempo : { ...tempo, token: (tempo.token * LONGEST) / writing };
}

const CHARACTERS_A_TOKEN = 4;
const LONGEST = 12_000;
