// node express-mock.mjs AGENTS-FILE PORT: the mock that a developer writes by hand for one resource. It keeps the
// nested agents of the file in a Map, checks the token, validates bodies with ajv, and responds with `res.json`.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import express from 'express';
import { TOKEN } from './peers.mjs';

const [file, port] = process.argv.slice(2);
const agents = new Map(JSON.parse(readFileSync(file, 'utf8')).map((agent) => [agent.uuid, agent]));
const validate = new Ajv({ allErrors: true }).compile({
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 255 },
    description: { type: ['string', 'null'], maxLength: 1000 },
    instruction: { type: 'string' },
    visibility: { enum: ['private', 'workspace', 'public'] },
    temperature: { type: 'number', minimum: 0, maximum: 2 },
  },
});

const app = express();
app.use(express.json());
app.use((request, response, next) => {
  if (request.get('authorization') === TOKEN.authorization) next();
  else response.status(401).json({ message: 'Unauthenticated.' });
});
app.get('/api/v1/agents', (request, response) => {
  const page = Number(request.query.page ?? 1);
  const perPage = Number(request.query.per_page ?? 15);
  const data = [...agents.values()].slice((page - 1) * perPage, page * perPage);
  response.json({ data, meta: { current_page: page, per_page: perPage, total: agents.size } });
});
app.get('/api/v1/agents/:uuid', (request, response) => {
  const agent = agents.get(request.params.uuid);
  if (agent === undefined) response.status(404).json({ message: 'Not found.' });
  else response.json({ data: agent });
});
app.put('/api/v1/agents/:uuid', (request, response) => {
  const agent = agents.get(request.params.uuid);
  if (agent === undefined) response.status(404).json({ message: 'Not found.' });
  else if (!validate(request.body)) response.status(422).json({ message: 'Invalid.', errors: validate.errors });
  else {
    const changed = { ...agent, ...request.body, updated_at: new Date().toISOString() };
    agents.set(agent.uuid, changed);
    response.json({ data: changed });
  }
});
app.listen(Number(port), '127.0.0.1');
