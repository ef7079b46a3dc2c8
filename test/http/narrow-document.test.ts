import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { packagedFiles } from '../../src/assembly/load/packaged-files.ts';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';

// A file of the browser's: it has no types.
const file = new URL('../../src/http/pages/reference/narrow-document.js', import.meta.url).href;
const { narrowDocument } = (await import(file)) as {
  narrowDocument: (document: JsonObject, path: readonly string[]) => JsonObject;
};

const base = {
  openapi: '3.1.0',
  webhooks: { news: { $ref: '#/components/pathItems/News' } },
  paths: { '/pets': { get: { responses: { 200: { $ref: '#/components/responses/Pets' } } } }, '/other': {} },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    responses: { Pets: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } } },
    schemas: {
      Pet: {
        properties: {
          owner: { $ref: '#/components/schemas/Person/properties/self' },
          links: { type: 'object', properties: {} },
        },
      },
      Person: { properties: { self: {}, pets: { items: { $ref: '#/components/schemas/Pet' } } } },
      Unrelated: {},
    },
  },
};

/** Returns the document with an addition to its operation. */
const withAddition = (addition: JsonObject): JsonObject => ({
  ...base,
  paths: { ...base.paths, '/pets': { get: addition } },
});

describe('narrowing a document for one operation', () => {
  test('keeps its path and the components that it refers to, through cycles', () => {
    const { Unrelated: _unrelated, ...schemas } = base.components.schemas;
    const components = { ...base.components, schemas };
    expect(narrowDocument(base, ['paths', '/pets', 'get'])).toEqual({
      openapi: '3.1.0',
      paths: { '/pets': base.paths['/pets'] },
      components,
    });
    expect(narrowDocument(base, ['paths', '/other'])).toMatchObject({ paths: { '/other': {} } });
  });

  test('keeps only the security schemes when these are resolved', () => {
    const { securitySchemes } = base.components;
    expect(narrowDocument(base, ['components', 'securitySchemes'])).toEqual({
      openapi: '3.1.0',
      paths: {},
      components: { securitySchemes },
    });
  });

  test.each([
    ['a reference to a path', { a: { $ref: '#/paths/~1other' } }],
    ['a reference to a file', { a: { $ref: './other.yaml' } }],
    ['a link to an operation', { responses: { 200: { links: { next: { operationId: 'other' } } } } }],
    ['a mapping to a schema by its name', { discriminator: { mapping: { cat: 'Cat' } } }],
    ['a dynamic reference', { $dynamicRef: '#node' }],
  ])('returns the complete document for %s', (_title, addition) => {
    const document = withAddition(addition);
    expect(narrowDocument(document, ['paths', '/pets', 'get'])).toBe(document);
  });

  test('returns the complete document for any other path', () => {
    for (const path of [[], ['components', 'schemas', 'Pet'], ['paths', '/none'], ['webhooks', 'news']])
      expect(narrowDocument(base, path)).toBe(base);
  });

  test('reduces each operation of the included contract to a small, complete document', async () => {
    const { contract } = await loadContract(packagedFiles.specSource());
    const document = JSON.parse(JSON.stringify(contract.document)) as JsonObject;
    const whole = JSON.stringify(document).length;
    for (const { path, method } of contract.operations) {
      const text = JSON.stringify(narrowDocument(document, ['paths', path, method.toLowerCase()]));
      expect(text.length).toBeLessThan(whole / 3);
      const narrow = JSON.parse(text) as { components: Record<string, JsonObject> };
      for (const [, kind = '', name = ''] of text.matchAll(/"#\/components\/(\w+)\/([\w.-]+)"/g))
        expect(narrow.components[kind]).toHaveProperty([name]);
    }
  });

  test('is plain JavaScript that a browser can run', () => {
    expect(readFileSync(new URL(file), 'utf8')).not.toMatch(/^import |\brequire\(/m);
  });
});
