import { BootError } from '../kernel/boot-fault.ts';
import { sha256 } from '../kernel/digest.ts';
import { isJsonObject, type JsonObject } from '../kernel/json.ts';
import { checkOperations } from './check-operations.ts';
import { checkResources } from './check-resources.ts';
import { compileOperation, type UnlinkedOperation } from './compile-operation.ts';
import { compileResource } from './compile-resource.ts';
import type { CompiledContract, Validator } from './contract.ts';
import { createValidatorFactory } from './create-validator-factory.ts';
import { createFaultCollector, type FaultCollector } from './fault-collector.ts';
import { freezeDeep } from './freeze-deep.ts';
import { linkOperation } from './link-operation.ts';
import { createPathIndex } from './path-index.ts';
import type { Resource } from './resource.ts';
import { createSchemaReader, type SchemaReader } from './schema-reader.ts';
import { refuseUncompilable } from './uncompilable-schema-error.ts';

/** A bundled OpenAPI 3.1 document, and where its parts were written. */
export interface ContractSource {
  readonly document: JsonObject;
  locate(pointer: string): { file: string; pointer: string };
}

/** Compiles a bundled document. Throws a BootError that lists everything in it that could not work. */
export function compileContract({ document, locate }: ContractSource): CompiledContract {
  const faults = createFaultCollector(locate);
  const reader = createSchemaReader(document);
  const validators = createValidatorFactory(document);
  const unlinked = [...operationsOf(document)].map(([path, method]) => compileOperation(path, method, { reader, validators }));
  checkNames(unlinked, faults);
  const resources = compileResources(reader, faults);
  const operations = unlinked.map((operation) => linkOperation(operation, { operations: unlinked, resources, reader, faults }));
  checkResources(resources, faults);
  checkOperations(operations, { resources, reader, faults });
  if (!['undefined', 'string'].includes(typeof document['x-platform'])) {
    faults.add(
      '/x-platform',
      `${JSON.stringify(document['x-platform'])} is no name of a platform.`,
      'Write its name, or leave x-platform out.',
    );
  }
  if (faults.faults.length > 0) throw new BootError(faults.faults);
  const index = createPathIndex(operations, serverPaths(document));
  const info = isJsonObject(document['info']) ? document['info'] : {};
  return freezeDeep({
    hash: sha256(JSON.stringify(document)),
    title: typeof info['title'] === 'string' ? info['title'] : 'API',
    document,
    platform: typeof document['x-platform'] === 'string' ? document['x-platform'] : undefined,
    operations,
    resources,
    match: index.match,
    validatorAt: (pointer: string): Validator => {
      const validate = validators.at(pointer);
      return (value) => refuseUncompilable(() => validate(value), locate);
    },
    compileValidators: () => refuseUncompilable(validators.compileAll, locate),
  });
}

function* operationsOf(document: JsonObject): Generator<readonly [path: string, method: string]> {
  for (const [path, item] of Object.entries(isJsonObject(document['paths']) ? document['paths'] : {})) {
    if (!isJsonObject(item) || !path.startsWith('/')) continue;
    for (const method of METHODS) if (isJsonObject(item[method])) yield [path, method];
  }
}

function compileResources(reader: SchemaReader, faults: FaultCollector): ReadonlyMap<string, Resource> {
  const components = reader.document['components'];
  const schemas = isJsonObject(components) && isJsonObject(components['schemas']) ? components['schemas'] : {};
  const resources = new Map<string, Resource>();
  for (const [name, schema] of Object.entries(schemas)) {
    if (!isJsonObject(schema) || schema['x-resource'] === undefined) continue;
    const resource = compileResource(name, reader, faults);
    if (resource !== undefined) resources.set(name, resource);
  }
  return resources;
}

function checkNames(operations: readonly UnlinkedOperation[], faults: FaultCollector): void {
  const seen = new Map<string, string>();
  for (const { id, pointer, path, parameters } of operations) {
    const other = seen.get(id);
    if (other !== undefined)
      faults.add(`${pointer}/operationId`, `The operationId "${id}" is also at ${other}.`, 'Give each operation an id of its own.');
    seen.set(id, pointer);
    for (const [, name = ''] of path.matchAll(/\{([^{}]+)\}/g)) {
      if (parameters.some((parameter) => parameter.in === 'path' && parameter.name === name)) continue;
      faults.add(
        pointer,
        `The path parameter "${name}" is not declared.`,
        `Add { name: ${name}, in: path, required: true, schema } to its parameters.`,
      );
    }
  }
}

function serverPaths(document: JsonObject): readonly string[] {
  const servers = Array.isArray(document['servers']) ? document['servers'] : [];
  return servers.flatMap((server) => {
    const url = isJsonObject(server) && typeof server['url'] === 'string' ? server['url'] : '';
    const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/\/$/, '');
    return path.startsWith('/') && !path.includes('{') ? [path] : [];
  });
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
