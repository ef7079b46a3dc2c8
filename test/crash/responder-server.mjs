// Serves the packaged contract with a responder that asks another server, and waits for its answer.
// Usage: responder-server.mjs <data folder> <the other server's address>
import { createSimulator } from '../../dist/index.js';

const [data, address] = process.argv.slice(2);
const responder = {
  async *respond({ text, node }, { signal }) {
    yield { kind: 'text', text: 'Slowly ' };
    const body = JSON.stringify({ text, node: node?.id });
    const response = await fetch(address, { method: 'POST', body, signal });
    yield { kind: 'text', text: await response.text() };
    yield { kind: 'end' };
  },
};
const simulator = await createSimulator({ data, responder, seed: null, speed: 'instant' });
const { url } = await simulator.listen({ port: 0 });
process.stdout.write(`URL ${url}\n`);
