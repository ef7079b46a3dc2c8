import type { Operation } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';

/**
 * The resource of an operation that a generic rule answers. Throws where there is none: the contract's check refuses
 * such an operation at boot.
 */
export function getResource(operation: Operation): Resource {
  if (operation.resource === undefined) throw new Error(`${operation.id} has no resource to ${operation.behaviour}.`);
  return operation.resource;
}
