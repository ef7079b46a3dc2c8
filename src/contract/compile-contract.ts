import { BootError, type BootFault } from '../kernel/boot-fault.ts';
import { sha256OfJson } from '../kernel/json/sha256-of-json.ts';
import { isJsonObject, type JsonObject } from '../kernel/json/json.ts';
import { checkOperationNames, assignOperationIds } from './operation/check-names.ts';
import { checkOperations } from './operation/check-operations.ts';
import { checkResources } from './resource/check-resources.ts';
import { compileOperation, type OperationContext } from './operation/compile-operation.ts';
import { compileResource, type ResourceContext } from './resource/compile-resource.ts';
import type { CompiledContract, Validator } from './model/contract.ts';
import { createValidatorFactory } from './schema/create-validator-factory.ts';
import { createFaultCollector, type FaultCollector } from './model/fault-collector.ts';
import { freezeDeep } from './freeze-deep.ts';
import { inferCollections, type Inference } from './inferred/infer-collections.ts';
import { linkOperation } from './link-operation.ts';
import { createPathIndex } from './operation/path-index.ts';
import type { ReportInvalidKeyword } from './schema/to-schema-document.ts';
import type { Resource } from './model/resource.ts';
import { findServerPaths } from './operation/server-paths.ts';
import { createSchemaReader } from './schema/schema-reader.ts';
import { rejectUncompilable } from './schema/ajv/uncompilable-schema-error.ts';

/** A bundled OpenAPI 3.1 document, and the sources of its parts. */
export interface ContractSource {
  readonly document: JsonObject;
  /** SHA-256 of the document as JSON, if the caller knows it. */
  readonly hash?: string;
  /** Returns the source file and pointer of a JSON Pointer in the bundled document. */
  locate(pointer: string): { file: string; pointer: string };
  /** Faults that were tolerated when the document was read. */
  readonly warnings?: readonly BootFault[];
}

/** Compiles a bundled document. Throws a BootError that lists every fault in it. */
export function compileContract({
  document,
  locate,
  warnings = [],
  hash = sha256OfJson(document),
}: ContractSource): CompiledContract {
  const faults = createFaultCollector(locate);
  const isThirdParty = !hasOwnKeywords(document);
  const validators = createValidatorFactory(document, isThirdParty ? createKeywordReporter(faults) : undefined);
  const model = compileModel({ reader: createSchemaReader(document), validators, isThirdParty, faults });
  checkPlatformName(document, faults);
  if (faults.faults.length > 0) throw new BootError(faults.faults);
  const index = createPathIndex(model.operations, ({ path, method }) => findServerPaths(document, path, method));
  const info = isJsonObject(document['info']) ? document['info'] : {};
  return freezeDeep({
    hash,
    title: typeof info['title'] === 'string' ? info['title'] : 'API',
    document,
    platform: typeof document['x-platform'] === 'string' ? document['x-platform'] : undefined,
    isThirdParty,
    warnings: [...warnings, ...faults.warnings],
    ...model,
    match: index.match,
    validatorAt: (pointer: string): Validator => {
      const validate = validators.at(pointer);
      return (value) => rejectUncompilable(() => validate(value), locate);
    },
    compileEachValidator: validators.compileEach,
    compileValidators: () => rejectUncompilable(validators.compileAll, locate),
  });
}

interface ModelContext extends OperationContext {
  readonly faults: FaultCollector;
}

/** Compiles operations, resources and inferred collections, and checks that they are consistent. */
function compileModel(context: ModelContext): Pick<CompiledContract, 'operations' | 'resources' | 'collections'> {
  const { reader, isThirdParty, faults } = context;
  const compiled = [...operationsOf(reader.document)].map(([path, method]) => compileOperation(path, method, context));
  const unlinked = isThirdParty ? assignOperationIds(compiled, faults) : compiled;
  if (!isThirdParty) checkOperationNames(unlinked, faults);
  const resources = compileResources(context);
  const { collections, uses }: Inference = isThirdParty
    ? inferCollections(unlinked, reader)
    : { collections: [], uses: new Map() };
  const operations = unlinked.map((operation) =>
    linkOperation(operation, { operations: unlinked, resources, uses, reader, faults }),
  );
  checkResources(resources, faults);
  checkOperations(operations, { resources, reader, faults });
  return { operations, resources, collections };
}

function checkPlatformName(document: JsonObject, faults: FaultCollector): void {
  if (!['undefined', 'string'].includes(typeof document['x-platform'])) {
    faults.add(
      '/x-platform',
      `${JSON.stringify(document['x-platform'])} is not a platform name.`,
      'Write the name of a platform, or remove x-platform.',
    );
  }
}

function* operationsOf(document: JsonObject): Generator<readonly [path: string, method: string]> {
  for (const [path, item] of Object.entries(isJsonObject(document['paths']) ? document['paths'] : {})) {
    if (!isJsonObject(item) || !path.startsWith('/')) continue;
    for (const method of METHODS) if (isJsonObject(item[method])) yield [path, method];
  }
}

/** True when a document uses one of the simulator's keywords. Any other is a third-party document. */
function hasOwnKeywords(document: JsonObject): boolean {
  const components = isJsonObject(document['components']) ? document['components'] : {};
  const schemas = Object.values(isJsonObject(components['schemas']) ? components['schemas'] : {});
  if (document['x-platform'] !== undefined) return true;
  if (schemas.some((schema) => isJsonObject(schema) && schema['x-resource'] !== undefined)) return true;
  const paths = isJsonObject(document['paths']) ? document['paths'] : {};
  return [...operationsOf(document)].some(([path, method]) => {
    const operation = (paths[path] as JsonObject)[method];
    return isJsonObject(operation) && operation['x-behaviour'] !== undefined;
  });
}

function createKeywordReporter(faults: FaultCollector): ReportInvalidKeyword {
  return (pointer, keyword, value) =>
    faults.warn(
      pointer,
      `The keyword "${keyword}" has the invalid value ${JSON.stringify(value).slice(0, 100)}.`,
      'The keyword is ignored.',
    );
}

function compileResources(context: ResourceContext): ReadonlyMap<string, Resource> {
  const components = context.reader.document['components'];
  const schemas = isJsonObject(components) && isJsonObject(components['schemas']) ? components['schemas'] : {};
  const resources = new Map<string, Resource>();
  for (const [name, schema] of Object.entries(schemas)) {
    if (!isJsonObject(schema) || schema['x-resource'] === undefined) continue;
    const resource = compileResource(name, context);
    if (resource !== undefined) resources.set(name, resource);
  }
  return resources;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
