import type { Operation } from '../../contract/model/contract.ts';
import type { Resource } from '../../contract/model/resource.ts';

/**
 * Returns the resource of an operation with a generic rule. Throws if it has none, which the contract's check rejects
 * at boot.
 */
export function getResource(operation: Operation): Resource {
  if (operation.resource === undefined) throw new Error(`${operation.id} has no resource to ${operation.behaviour}.`);
  return operation.resource;
}
