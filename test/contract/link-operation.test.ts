import { describe, expect, it } from 'vitest';
import { inferCollections } from '../../src/contract/inferred/infer-collections.ts';
import { linkOperation } from '../../src/contract/link-operation.ts';
import type { Operation } from '../../src/contract/model/contract.ts';
import { createFaultCollector } from '../../src/contract/model/fault-collector.ts';
import { compileOperation } from '../../src/contract/operation/compile-operation.ts';
import { compileResource } from '../../src/contract/resource/compile-resource.ts';
import { createValidatorFactory } from '../../src/contract/schema/create-validator-factory.ts';
import { createSchemaReader } from '../../src/contract/schema/schema-reader.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';

const PET = { $ref: '#/components/schemas/Pet' };
const schemas = {
  Pet: { type: 'object', properties: { id: { type: 'string' } }, 'x-resource': { collection: 'pets', key: 'id' } },
  Page: { type: 'object', properties: { data: { type: 'array', items: PET }, meta: { type: 'object' } } },
  Single: { type: 'object', properties: { data: PET } },
};

const ONE = respond(PET);
const MANY = respond({ type: 'array', items: PET });
const NONE: JsonObject = { responses: { '204': { description: 'done' } } };

function respond(schema: JsonObject): JsonObject {
  return { responses: { '200': { description: 'ok', content: { 'application/json': { schema } } } } };
}

interface Linked {
  readonly operation: Operation | undefined;
  readonly faults: readonly string[];
}

/** Links the operations, keyed by `METHOD path`, and returns the one named `id`. */
function link(id: string, operations: Readonly<Record<string, JsonObject>>, isThirdParty = false): Linked {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const [operationId, operation] of Object.entries(operations)) {
    const [method = '', path = ''] = operationId.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: { operationId, ...operation } };
  }
  const document = { openapi: '3.1.0', paths, components: { schemas } };
  const reader = createSchemaReader(document);
  const faults = createFaultCollector((pointer) => ({ file: 'spec.yaml', pointer }));
  const context = { reader, validators: createValidatorFactory(document), isThirdParty };
  const compiled = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => compileOperation(path, method, context)),
  );
  const pet = isThirdParty ? undefined : compileResource('Pet', { ...context, faults });
  const uses = isThirdParty ? inferCollections(compiled, reader).uses : new Map<string, never>();
  const resources = new Map(pet === undefined ? [] : [['Pet', pet]]);
  const linked = compiled.map((operation) =>
    linkOperation(operation, { operations: compiled, resources, uses, reader, faults }),
  );
  return {
    operation: linked.find((operation) => operation.id === id),
    faults: faults.faults.map(({ pointer, message }) => `${pointer}: ${message}`),
  };
}

describe('without x-behaviour, method and path imply the rule', () => {
  it.each<[string, Readonly<Record<string, JsonObject>>, string, string | undefined]>([
    ['GET /pets', { 'GET /pets': MANY }, 'list', 'Pet'],
    ['GET /pets', { 'GET /pets': respond({ $ref: '#/components/schemas/Page' }) }, 'list', 'Pet'],
    ['GET /pets', { 'GET /pets': ONE }, 'example', 'Pet'],
    ['POST /pets', { 'POST /pets': ONE, 'GET /pets/{id}': ONE }, 'create', 'Pet'],
    ['POST /pets/', { 'POST /pets/': ONE, 'GET /pets/{id}': ONE }, 'create', 'Pet'],
    ['POST /pets', { 'POST /pets': ONE }, 'example', 'Pet'],
    ['GET /pets/{id}', { 'GET /pets/{id}': ONE }, 'retrieve', 'Pet'],
    ['GET /pets/{id}', { 'GET /pets/{id}': respond({ $ref: '#/components/schemas/Single' }) }, 'retrieve', 'Pet'],
    ['PUT /pets/{id}', { 'PUT /pets/{id}': ONE }, 'update', 'Pet'],
    ['PATCH /pets/{id}', { 'PATCH /pets/{id}': ONE }, 'update', 'Pet'],
    ['POST /pets/{id}', { 'POST /pets/{id}': ONE }, 'example', 'Pet'],
    ['DELETE /pets/{id}', { 'DELETE /pets/{id}': NONE, 'GET /pets/{id}': ONE }, 'delete', 'Pet'],
    ['DELETE /pets/{id}', { 'DELETE /pets/{id}': NONE }, 'example', undefined],
    ['GET /pets/{id}.json', { 'GET /pets/{id}.json': ONE }, 'example', 'Pet'],
    ['GET /status', { 'GET /status': respond({ type: 'string' }) }, 'example', undefined],
  ])('%s among %j: %s of %s', (id, operations, behaviour, resource) => {
    const { operation, faults } = link(id, operations);
    expect([operation?.behaviour, operation?.resource?.name]).toEqual([behaviour, resource]);
    expect(faults).toEqual([]);
  });
});

describe('x-behaviour', () => {
  it.each<[string, JsonObject, string, readonly string[]]>([
    ['sets the rule', { ...MANY, 'x-behaviour': 'create' }, 'create', []],
    ['may be example without a resource', { ...NONE, 'x-behaviour': 'example' }, 'example', []],
    [
      'must be the name of a rule',
      { ...MANY, 'x-behaviour': 'invent' },
      'example',
      ['/paths/~1pets/get/x-behaviour: Unknown behaviour "invent".'],
    ],
    [
      'needs a resource for other rules',
      { ...NONE, 'x-behaviour': 'list' },
      'example',
      ['/paths/~1pets/get/x-behaviour: "list" needs a resource.'],
    ],
  ])('%s', (_title, source, behaviour, faults) => {
    const linked = link('GET /pets', { 'GET /pets': source });
    expect(linked.operation?.behaviour).toBe(behaviour);
    expect(linked.faults).toEqual(faults);
  });
});

it('gives an operation of a third-party document its inferred rule and collection', () => {
  const body = { requestBody: { content: { 'application/json': { schema: PET } } } };
  const { operation } = link('POST /pets', { 'POST /pets': { ...ONE, ...body }, 'GET /pets/{id}': ONE }, true);
  expect(operation).toMatchObject({ behaviour: 'create', resource: undefined });
  expect(operation?.collection?.collection.name).toBe('pets');
});

it('drops the source of the operation', () => {
  expect(link('GET /pets', { 'GET /pets': MANY }).operation).not.toHaveProperty('source');
});
