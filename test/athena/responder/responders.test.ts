import { setTimeout as sleep } from 'node:timers/promises';
import { parseScript } from '../../../src/athena/responder/script/parse-script.ts';
import { createScriptedResponder } from '../../../src/athena/responder/scripted.ts';
import type { Responder } from '../../../src/index.ts';
import { describeResponder } from './responder-conformance.ts';

/** Streams a word at a time, slowly. */
const slow: Responder = {
  async *respond({ text, tools, seed }, { signal }) {
    const [tool] = tools;
    if (tool !== undefined) yield { kind: 'tool_call', call: { id: 'call_1', name: tool.slug, arguments: {} } };
    for (const word of ['You ', 'said ', `${text.length} `, `characters (${seed}).`]) {
      await sleep(2, undefined, { signal });
      yield { kind: 'text', text: word };
    }
    yield { kind: 'end', tokens: { input: text.length, output: 4 } };
  },
};

const script = parseScript(
  {
    rules: [
      { when: { text: 'ticket' }, reply: 'Done, {{agent.name}} says.', tool_calls: [{ name: 'jira-create-ticket' }] },
      { when: { text: 'hello' }, delay: '2s' },
      { when: { workflow: 'Leads' }, tool_calls: [{ name: 'score' }] },
    ],
  },
  'script.yaml',
);

describeResponder('without a model', () => createScriptedResponder());
describeResponder('of a script', () => createScriptedResponder(script));
describeResponder('that streams slowly', () => slow);
describeResponder('of a script before one that streams slowly', () => createScriptedResponder(script, slow));
