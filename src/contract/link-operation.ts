import { isJsonObject, type JsonObject } from '../kernel/json/json.ts';
import { BEHAVIOUR_NAMES, type BehaviourName, type Operation, type ResponseObject } from './model/contract.ts';
import type { UnlinkedOperation } from './operation/compile-operation.ts';
import type { FaultCollector } from './model/fault-collector.ts';
import type { Inference } from './inferred/infer-collections.ts';
import type { Resource } from './model/resource.ts';
import type { SchemaReader } from './schema/schema-reader.ts';

/** What linking an operation looks at. */
export interface LinkContext {
  readonly operations: readonly UnlinkedOperation[];
  readonly resources: ReadonlyMap<string, Resource>;
  /** What was inferred of a foreign document's operations. */
  readonly uses: Inference['uses'];
  readonly reader: SchemaReader;
  readonly faults: FaultCollector;
}

/**
 * Finds the resource that an operation is about and the rule that answers it: by `x-behaviour`, else by method and
 * path.
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
    context.faults.add(at, `There is no behaviour ${JSON.stringify(declared)}.`, `Use ${BEHAVIOUR_NAMES.join(', ')}.`);
  } else if (behaviour !== 'example' && resource === undefined) {
    context.faults.add(at, `"${behaviour}" needs a resource.`, 'Answer with a schema that has x-resource.');
  }
  return {
    ...compiled,
    collection: undefined,
    resource,
    behaviour: resource === undefined ? 'example' : (behaviour ?? 'example'),
  };
}

/** True for `/pets/{petId}`: its last segment is one whole parameter. */
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

/** By what its success answers with, else (a DELETE answers nothing) by what the same path answers with otherwise. */
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

/** The schema of the response before references are followed: the name is in the reference. */
function declaredSchema(response: ResponseObject, reader: SchemaReader): JsonObject {
  const pointer = response.mediaTypes[0]?.pointer;
  return pointer === undefined ? {} : reader.at(pointer);
}

const KEYED = { GET: 'retrieve', PUT: 'update', PATCH: 'update', DELETE: 'delete' } as const;
