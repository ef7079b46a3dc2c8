import type { JsonObject } from '../../kernel/json/json.ts';
import type { Operation } from '../model/contract.ts';
import type { FaultCollector } from '../model/fault-collector.ts';
import { findFilter, LIST_PARAMETERS } from '../resource/find-filter.ts';
import { toTexts } from '../model/read-source.ts';
import type { Resource } from '../model/resource.ts';
import { requiredBranchesOf } from '../schema/schema-branches.ts';
import { allowsNull, type SchemaReader } from '../schema/schema-reader.ts';

/** The contract around the operations that are checked. */
export interface OperationCheckContext {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly reader: SchemaReader;
  readonly faults: FaultCollector;
}

/**
 * Adds a fault for each mismatch between operations and resources: list parameters without an effect, filters without a
 * parameter, and creates that can leave a required property empty.
 */
export function checkOperations(operations: readonly Operation[], context: OperationCheckContext): void {
  for (const operation of operations) {
    if (operation.behaviour === 'list') checkList(operation, context);
    if (operation.behaviour === 'create') checkCreate(operation, context);
  }
  for (const resource of context.resources.values()) checkFilters(resource, operations, context);
}

/** Adds a fault for each filter whose parameter no list of the resource declares. */
function checkFilters(resource: Resource, operations: readonly Operation[], { faults }: OperationCheckContext): void {
  const lists = operations.filter((operation) => operation.behaviour === 'list' && operation.resource === resource);
  const parameters = new Set(lists.flatMap((list) => list.parameters.map(({ field }) => field)));
  const requireParameter = (parameter: string, location: string): void => {
    if (parameters.has(parameter)) return;
    const remedy = 'Name a parameter of one of its lists.';
    faults.add(
      `${resource.pointer}/x-resource/filters/${location}`,
      `No list of ${resource.name} has the parameter "${parameter}".`,
      remedy,
    );
  };
  for (const [name, filter] of resource.filters) {
    requireParameter(name, name);
    if (filter.kind === 'field' && filter.unless !== undefined) requireParameter(filter.unless, `${name}/unless`);
  }
}

function checkList(operation: Operation, { resources, faults }: OperationCheckContext): void {
  const { resource } = operation;
  if (resource === undefined) return;
  for (const parameter of operation.parameters) {
    if (parameter.in !== 'query' && parameter.in !== 'path') continue;
    if (parameter.in === 'query' && LIST_PARAMETERS.has(parameter.field)) continue;
    if (findFilter(resource, parameter.field, resources) === undefined) {
      faults.add(
        parameter.pointer,
        `The parameter "${parameter.name}" of ${operation.id} maps to no field of ${resource.name}.`,
        `Map it under "filters" of ${resource.name}, or write { ignored: true } there.`,
      );
    }
  }
  checkSort(operation, resource, faults);
}

function checkSort(operation: Operation, resource: Resource, faults: FaultCollector): void {
  const sortBy = operation.parameters.find(({ field }) => field === 'sort_by');
  const accepted = toTexts(sortBy?.schema['enum']);
  if (sortBy === undefined || resource.sort.toSorted().join() === accepted.toSorted().join()) return;
  faults.add(
    sortBy.pointer,
    `${operation.id} accepts sort_by ${accepted.join(', ')} and ${resource.name} sorts by ${resource.sort.join(', ')}.`,
    'Use the same names in the enum and in x-resource.sort.',
  );
}

function checkCreate(operation: Operation, { reader, faults }: OperationCheckContext): void {
  const { resource, body } = operation;
  const schema = body?.mediaTypes[0]?.schema;
  if (resource === undefined) return;
  const requiredInBody = new Set(
    requiredBranchesOf(schema ?? {}, reader.resolve).flatMap(({ required }) => toTexts(required)),
  );
  for (const name of resource.required) {
    if (!isFilled(resource, name, requiredInBody)) {
      faults.add(
        `${resource.pointer}/properties/${name}`,
        `${operation.id} can create a ${resource.name} without its required property "${name}".`,
        'Give the property a default, compute it, allow null, or require it in the body.',
      );
    }
  }
}

function isFilled(resource: Resource, name: string, requiredInBody: ReadonlySet<string>): boolean {
  const property: JsonObject = resource.properties.get(name) ?? {};
  const relation = resource.relations.get(name);
  if (
    resource.computed.has(name) ||
    requiredInBody.has(name) ||
    property['default'] !== undefined ||
    allowsNull(property)
  )
    return true;
  if (relation === undefined)
    return [...resource.relations.values()].some(
      (other) => other.kind === 'key' && other.key === name && other.defaultFromCaller !== undefined,
    );
  return relation.kind !== 'key' || requiredInBody.has(relation.key) || relation.defaultFromCaller !== undefined;
}
