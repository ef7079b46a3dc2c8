import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSimulator } from '../../../src/simulator.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';
import { runCommand } from './run-remote-command.ts';

const temporaryFolder = useTemporaryFolders();

const SHOP = `openapi: 3.1.0
info: {title: Shop, version: "1"}
paths:
  /shelf:
    get: {operationId: listShelves, responses: {"200": {description: ok}}}
    post:
      operationId: createShelf
      requestBody:
        required: true
        content: {application/json: {schema: {type: object, required: [kind], properties: {kind: {enum: [wood, steel]}, note: {type: string}}}}}
      responses: {"201": {description: ok}}
  /book:
    post:
      operationId: createBook
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Book"}}}
      responses: {"201": {description: ok}}
  /book/{book_id}:
    parameters: [{name: book_id, in: path, required: true, schema: {type: string}}]
    get: {operationId: retrieveBook, responses: {"200": {description: ok}}}
    patch:
      operationId: updateBook
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Book"}}}}
      responses: {"200": {description: ok}}
  /search:
    get:
      operationId: search
      parameters: [{name: kind, in: query, required: true, schema: {enum: [book, shelf]}}]
      responses: {"200": {description: ok}}
  /note:
    put:
      operationId: setNote
      requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {text: {type: string}}}}}}
      responses: {"200": {description: ok}}
  /raw:
    put:
      operationId: setRaw
      requestBody: {required: true, content: {application/json: {schema: {type: array}}}}
      responses: {"200": {description: ok}}
components:
  schemas:
    Book: {type: object, allOf: [{required: [title, shelf_id]}], properties: {title: {type: string}, shelf_id: {type: integer}}}
`;

it.each([
  ['listShelves', 'listShelves'],
  ['createShelf', 'createShelf kind=wood'],
  ['search', 'search kind=book'],
  ['setNote', "setNote --body '{}'"],
])('`operations %s` prints a call that the contract allows, without an example of it', async (id, line) => {
  await using simulator = await createSimulator({ spec: await writeShop() });
  const { url } = await simulator.listen();
  const { out } = await runCommand(['operations', id, '--url', url]);
  expect(out).toContain(`Call it: npx athena-simulator call --url ${url} ${line}\n`);
  expect((await runCommand(['call', ...line.replaceAll("'", '').split(' '), '--url', url])).code).toBe(0);
});

it.each([
  ['createBook', 'title or shelf_id'],
  ['retrieveBook', 'book_id'],
  ['updateBook', 'book_id'],
  ['setRaw', 'its body'],
])('`operations %s` prints none where the contract has no value for %s', async (id, names) => {
  await using simulator = await createSimulator({ spec: await writeShop() });
  const { url } = await simulator.listen();
  const { code, out } = await runCommand(['operations', id, '--url', url, '--sandbox', 'w1']);
  expect([code, out]).toEqual([0, expect.not.stringContaining('Call it')]);
  expect(out).toContain(`No call is printed: the contract has no example of ${names}. Give values of your own.`);
  expect(out).toContain(`\`npx athena-simulator state get --url ${url} --sandbox w1\` lists the collections`);
  const { out: json } = await runCommand(['operations', id, '--url', url, '--json']);
  expect(JSON.parse(json)).toMatchObject({ id, call: null, example: null });
});

async function writeShop(): Promise<string> {
  const file = join(await temporaryFolder(), 'shop.yaml');
  await writeFile(file, SHOP);
  return file;
}
