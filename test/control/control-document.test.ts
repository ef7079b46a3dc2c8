import { expect, it } from 'vitest';
import { loadDocument } from '../../src/document/load-document.ts';
import { loadYaml } from '../../src/document/load-yaml.ts';
import { isJsonObject, type JsonObject } from '../../src/kernel/json/json.ts';
import { findAtPointer } from '../../src/kernel/json/pointer.ts';

it('the document of the control plane only refers to its paths, which lie in control/paths', async () => {
  const document = await loadYaml('control/openapi.yaml');
  const paths = isJsonObject(document) && isJsonObject(document['paths'] ?? null) ? document['paths'] : {};
  expect(Object.keys(paths ?? {}).length).toBeGreaterThan(20);
  for (const [path, item] of Object.entries(paths ?? {}))
    expect(item, path).toEqual({ $ref: expect.stringMatching(/^paths\/[a-z]+\.yaml(?:#\/[a-z]+)?$/) });
});

it('the document says that a body takes no unknown property, since the control plane rejects them', async () => {
  const { document } = await loadDocument('control/openapi.yaml');
  const bodies = listBodies(document);
  expect(bodies.length).toBeGreaterThan(10);
  const open = bodies.filter(({ schema }) => takesUnknown(schema)).map(({ operation }) => operation);
  expect(open).toEqual([]);
});

/** The schema of each JSON body that a call may send. */
function listBodies(document: JsonObject): { readonly operation: string; readonly schema: JsonObject }[] {
  return Object.values(toObject(document['paths']))
    .flatMap((item) => Object.values(toObject(item)).map(toObject))
    .flatMap(({ operationId, requestBody }) =>
      Object.values(toObject(follow(requestBody, document)['content'])).map((media) => ({
        operation: String(operationId),
        schema: follow(toObject(media)['schema'], document),
      })),
    );
}

function takesUnknown({ type, additionalProperties, unevaluatedProperties }: JsonObject): boolean {
  return type !== 'array' && additionalProperties === undefined && unevaluatedProperties !== false;
}

function follow(node: unknown, document: JsonObject): JsonObject {
  const { $ref: reference } = toObject(node);
  if (typeof reference !== 'string') return toObject(node);
  return follow(findAtPointer(document, reference), document);
}

function toObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
