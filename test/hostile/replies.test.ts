import { expect, it } from 'vitest';
import { createScriptedResponder } from '../../src/athena/responder/scripted.ts';
import { toQuestion } from '../athena/responder/responder-conformance.ts';
import { measureProcessorTime } from '../support/processor-time.ts';

/** Beginnings that many expressions of the composed answers go on from. */
const PIECES = [
  'a, ', 'x', ' \n', '$.[', 'no punctuation ', 'list a and ', 'write ', 'compare a and b with ', 'how to ', '1 2 3 4 5 ',
  'how many orders by ', '(a, b, ', 'A: I will do it.\n', 'what is the ', '"', '| ', 'give me three ', 'Anna ', 'five ', 'or ',
]; // prettier-ignore

it.each(PIECES)(
  'a question, an instruction and a conversation that repeat %j are answered within a second',
  async (piece) => {
    const text = piece.repeat(Math.ceil(65_000 / piece.length));
    const agent = { uuid: 'a', name: 'A', description: text, instruction: text, metadata: { guardrails: text } };
    const question = toQuestion({
      agent,
      text,
      memories: [{ type: 'fact', content: text }],
      conversation: [
        { role: 'user', content: text },
        { role: 'assistant', content: text },
      ],
    });
    const time = await measureProcessorTime(() => {
      const answer = createScriptedResponder().respond(question, { signal: new AbortController().signal });
      expect(Symbol.iterator in answer).toBe(true);
    });
    expect(time).toBeLessThan(1000);
  },
);
