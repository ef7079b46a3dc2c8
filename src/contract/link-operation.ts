import { isJsonObject, type JsonObject } from '../kernel/json/json.ts';
import { BEHAVIOUR_NAMES, type BehaviourName, type Operation, type ResponseObject } from './model/contract.ts';
import type { UnlinkedOperation } from './operation/compile-operation.ts';
import type { FaultCollector } from './model/fault-collector.ts';
import type { Inference } from './inferred/infer-collections.ts';
import type { Resource } from './model/resource.ts';
import type { SchemaReader } from './schema/schema-reader.ts';

/** The contract around an operation that is linked. */
export interface LinkContext {
  readonly operations: readonly UnlinkedOperation[];
  readonly resources: ReadonlyMap<string, Resource>;
  /** The inferred uses of a third-party document's operations, by operationId. */
  readonly uses: Inference['uses'];
  readonly reader: SchemaReader;
  readonly faults: FaultCollector;
}

/**
 * Assigns an operation its resource (or inferred collection) and the rule that handles it: the declared `x-behaviour`,
 * otherwise the one that its method and path imply. An invalid `x-behaviour` is a fault.
 */
export function linkOperation(operation: UnlinkedOperation, context: LinkContext): Operation {
  const resource = findResource(operation, context);
  const { source, ...compiled } = operation;
  const inferred = context.uses.get(operation.id);
  if (inferred !== undefined)
    return { ...compiled, resource: undefined, collection: inferred.use, behaviour: inferred.behaviour };
  const declared = source['x-behaviour'];
  if (declared === undefined)
    return { ...compiled, collection: undefined, resource, behaviour: inferBehaviour(operation, resource, context) };
  const behaviour = BEHAVIOUR_NAMES.find((name) => name === declared);
  const at = `${operation.pointer}/x-behaviour`;
  if (behaviour === undefined) {
    context.faults.add(at, `Unknown behaviour ${JSON.stringify(declared)}.`, `Use ${BEHAVIOUR_NAMES.join(', ')}.`);
  } else if (behaviour !== 'example' && resource === undefined) {
    context.faults.add(at, `"${behaviour}" needs a resource.`, 'Respond with a schema that has x-resource.');
  }
  return {
    ...compiled,
    collection: undefined,
    resource,
    behaviour: resource === undefined ? 'example' : (behaviour ?? 'example'),
  };
}

/** True for `/pets/{petId}`: the last segment is a single parameter. */
function endsInKey(path: string): boolean {
  return /\/\{[^{}/]+\}\/?$/.test(path);
}

function inferBehaviour(
  operation: UnlinkedOperation,
  resource: Resource | undefined,
  { operations }: LinkContext,
): BehaviourName {
  if (resource === undefined) return 'example';
  const { method, path } = operation;
  if (endsInKey(path)) return (KEYED as Partial<Record<string, BehaviourName>>)[method] ?? 'example';
  if (method === 'GET') return operation.success.envelope.many ? 'list' : 'example';
  const hasKeyedSibling = operations.some(
    (other) => endsInKey(other.path) && other.path.slice(0, other.path.lastIndexOf('/')) === path.replace(/\/$/, ''),
  );
  return method === 'POST' && hasKeyedSibling ? 'create' : 'example';
}

/**
 * Finds the resource by the schema of the successful response, or, when that has no body (as of a DELETE), by the
 * responses of the other methods of the path.
 */
function findResource(
  operation: UnlinkedOperation,
  { operations, resources, reader }: LinkContext,
): Resource | undefined {
  const own = resourceOf(operation.success, resources, reader);
  if (own !== undefined) return own;
  if (operation.success.mediaTypes.length > 0) return undefined;
  const siblings = operations.filter((other) => other.path === operation.path);
  return siblings
    .map((other) => resourceOf(other.success, resources, reader))
    .find((resource) => resource !== undefined);
}

function resourceOf(
  response: ResponseObject,
  resources: ReadonlyMap<string, Resource>,
  reader: SchemaReader,
): Resource | undefined {
  const declared = declaredSchema(response, reader);
  const schema = reader.resolve(declared);
  const properties = schema['properties'];
  const content =
    response.envelope.wrapped && isJsonObject(properties) && isJsonObject(properties['data'])
      ? properties['data']
      : declared;
  const resolved = reader.resolve(content);
  const element = response.envelope.many && isJsonObject(resolved['items']) ? resolved['items'] : content;
  return resources.get(reader.findName(element) ?? '');
}

/** Returns the schema of the response with its reference, which holds the resource's name. */
function declaredSchema(response: ResponseObject, reader: SchemaReader): JsonObject {
  const pointer = response.mediaTypes[0]?.pointer;
  return pointer === undefined ? {} : reader.at(pointer);
}

const KEYED = { GET: 'retrieve', PUT: 'update', PATCH: 'update', DELETE: 'delete' } as const;
