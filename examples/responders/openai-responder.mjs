// Answers with a real model: any server that speaks OpenAI's chat completions, such as Ollama, vLLM or OpenAI itself.
//
//   import { createSimulator } from 'athena-simulator';
//   const responder = createOpenAiResponder({ baseUrl: 'http://localhost:11434/v1', model: 'llama3.2' });
//   const simulator = await createSimulator({ responder, seed: null });
//   await simulator.listen({ port: 4010 });

/** @returns {import('athena-simulator').Responder} */
export function createOpenAiResponder({ baseUrl, model, apiKey }) {
  return {
    async *respond(question, { signal }) {
      const response = await fetch(`${baseUrl}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}) },
        body: JSON.stringify({ ...toRequest(question), model }),
        signal,
      });
      if (!response.ok) {
        const status = response.status === 429 || response.status === 503 ? response.status : 502;
        yield { kind: 'failure', status, message: `The model's server responded with ${response.status}.` };
        return;
      }
      let finishReason = 'stop';
      for await (const event of readEvents(response.body)) {
        const [choice] = event.choices ?? [];
        if (choice?.delta?.content) yield { kind: 'text', text: choice.delta.content };
        if (choice?.finish_reason === 'length') finishReason = 'length';
      }
      yield { kind: 'end', finishReason };
    },
  };
}

function toRequest({ agent, memories, conversation, text, temperature, maxTokens }) {
  const system = [agent?.instruction ?? '', ...memories.map(({ content }) => content)].join('\n').trim();
  return {
    messages: [
      ...(system === '' ? [] : [{ role: 'system', content: system }]),
      ...conversation,
      { role: 'user', content: text },
    ],
    stream: true,
    ...(temperature === null ? {} : { temperature }),
    ...(maxTokens === null ? {} : { max_tokens: maxTokens }),
  };
}

/** Reads server-sent events whose data is JSON. `[DONE]` ends them. */
async function* readEvents(body) {
  for await (const line of readLines(body)) {
    if (!line.startsWith('data:')) continue;
    const data = line.slice('data:'.length).trim();
    if (data === '[DONE]') return;
    yield JSON.parse(data);
  }
}

/** Reads lines of text. The last one may have no line break. */
async function* readLines(body) {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop();
    yield* lines;
  }
  yield rest + decoder.decode();
}
