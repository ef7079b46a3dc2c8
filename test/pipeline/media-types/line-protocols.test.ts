import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSimulator } from '../../../src/index.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';

const newFolder = useTemporaryFolders();

const DOCUMENT = `
openapi: 3.1.0
info: { title: Readings, version: '1' }
paths:
  /readings:
    post:
      operationId: importReadings
      requestBody:
        required: true
        content:
          application/x-ndjson: { schema: { $ref: '#/components/schemas/Readings' } }
      responses:
        '202':
          description: Accepted.
          content:
            application/x-ndjson:
              schema: { $ref: '#/components/schemas/Readings' }
              example: [{ value: 1 }, { value: 2 }]
            text/event-stream:
              schema: { $ref: '#/components/schemas/Readings' }
              example: [{ value: 1 }, { value: 2 }]
components:
  schemas:
    Readings:
      type: array
      items: { type: object, required: [value], properties: { value: { type: integer } } }
`;

test('lists are read and written as NDJSON and as server-sent events', async () => {
  const spec = join(await newFolder(), 'readings.yaml');
  await writeFile(spec, DOCUMENT);
  await using simulator = await createSimulator({ spec });
  const send = (body: string, accept: string): Promise<Response> =>
    simulator.fetch('http://localhost/readings', {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', accept },
      body,
    });
  const lines = await send('{"value":1}\n{"value":2}\n', 'application/x-ndjson');
  expect([lines.status, lines.headers.get('content-type'), await lines.text()]).toEqual([
    202,
    'application/x-ndjson',
    '{"value":1}\n{"value":2}\n',
  ]);
  const events = await send('{"value":1}\n', 'text/event-stream');
  expect([events.headers.get('content-type'), await events.text()]).toEqual([
    'text/event-stream',
    'data: {"value":1}\n\ndata: {"value":2}\n\n',
  ]);
  const invalid = await send('{"value":1}\n{"value":"two"}\n', '*/*');
  expect([invalid.status, await invalid.json()]).toMatchObject([422, { errors: { '1.value': [expect.any(String)] } }]);
  expect((await send('{"value":1}\n{"value":', '*/*')).status).toBe(400);
  expect(simulator.violations().breaches).toEqual([]);
});
