import type { Operation } from '../contract/contract.ts';
import { PRODUCT } from '../kernel/product.ts';

/** The header that says what an operation's part of the contract rests on: documented, partial or inferred. */
export function toProvenance(operation: Operation | undefined): Readonly<Record<string, string>> {
  return operation?.provenance === undefined ? {} : { [PRODUCT.provenanceHeader]: operation.provenance };
}
