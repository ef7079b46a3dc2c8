import type { Operation } from '../../contract/model/contract.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { findResponse } from '../../contract/operation/find-response.ts';

/**
 * The header that says what an answer's shape rests on: documented, partial or inferred. A response that says nothing
 * of its own rests on what its operation does.
 */
export function toProvenance(operation: Operation | undefined, status: number): Readonly<Record<string, string>> {
  const provenance =
    operation === undefined ? undefined : (findResponse(operation, status)?.provenance ?? operation.provenance);
  return provenance === undefined ? {} : { [PRODUCT.provenanceHeader]: provenance };
}
