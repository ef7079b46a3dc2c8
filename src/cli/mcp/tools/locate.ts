import type { JsonObject } from '../../../kernel/json/json.ts';
import {
  findSimilarIds,
  listOperations,
  locateOperation,
  type LocatedOperation,
} from '../../remote/operation/find-operation.ts';
import { ToolError, type NearestCall } from './tool-error.ts';

/** Finds an operation by its id. Throws a ToolError with the call of the nearest one, which `toCall` returns. */
export function locate(
  document: JsonObject,
  id: string,
  toCall: (nearest: LocatedOperation) => NearestCall,
): LocatedOperation {
  const located = locateOperation(document, id);
  if (located !== undefined) return located;
  const ids = listOperations(document).map((operation) => operation.id);
  const similar = findSimilarIds(ids, id);
  const nearest = similar[0] === undefined ? undefined : locateOperation(document, similar[0]);
  const meant = similar.length === 0 ? '' : ` Did you mean ${similar.join(' or ')}?`;
  throw new ToolError(`The contract has no operation ${JSON.stringify(id)}.${meant} find_operations lists all.`, {
    nearest: nearest === undefined ? { tool: 'find_operations', arguments: {} } : toCall(nearest),
  });
}
