// node bare-server.mjs KIND BODY-FILE PORT: serves one fixed body with minimal work, as a baseline.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import express from 'express';

const [kind, file, port] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const buffer = Buffer.from(text);
const HEADERS = { 'content-type': 'application/json', 'content-length': String(buffer.length) };

createListener().listen(Number(port), '127.0.0.1');

function createListener() {
  if (kind === 'node-http') {
    return createServer((_request, response) => {
      response.writeHead(200, HEADERS);
      response.end(buffer);
    });
  }
  const app = express();
  const path = '/api/v1/accounts/:uuid';
  const value = JSON.parse(text);
  if (kind === 'express-json') app.get(path, (_request, response) => response.json(value));
  else app.get(path, (_request, response) => response.set(HEADERS).end(buffer));
  return app;
}
