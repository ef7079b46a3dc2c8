import type { Operation } from '../../contract/model/contract.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { findResponse } from '../../contract/operation/find-response.ts';

/**
 * Returns the header with the provenance of a response's shape: documented, partial, observed or inferred. A
 * ResponseObject without a provenance has that of its operation.
 */
export function toProvenance(operation: Operation | undefined, status: number): Readonly<Record<string, string>> {
  const provenance =
    operation === undefined ? undefined : (findResponse(operation, status)?.provenance ?? operation.provenance);
  return provenance === undefined ? {} : { [PRODUCT.provenanceHeader]: provenance };
}
