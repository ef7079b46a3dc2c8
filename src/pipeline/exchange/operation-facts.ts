import type { CompiledContract, Operation, Parameter } from '../../contract/model/contract.ts';
import { memoize } from '../../kernel/memoize.ts';

/** What an explanation says about an operation: texts alone, so that it keeps no contract alive. */
export interface OperationFacts {
  readonly id: string;
  /** The hash of its contract. */
  readonly contract: string;
  readonly method: string;
  readonly path: string;
  /** JSON Pointer of the operation in the bundled document. */
  readonly pointer: string;
  readonly summary: string;
  readonly parameters: readonly Pick<Parameter, 'field' | 'in' | 'required' | 'pointer'>[];
  readonly bodyRequired: boolean;
  /** The media types of a request's body. */
  readonly accepts: readonly string[];
  /** The media types of the success. */
  readonly responds: readonly string[];
  /** The declared statuses. */
  readonly statuses: readonly string[];
  /** The alternatives of security schemes, by name. */
  readonly security: readonly (readonly string[])[];
  readonly behaviour: string;
  /** The collection that it reads or writes. */
  readonly collection: string | undefined;
  /** Whether a rule of the platform handles it, instead of a generic one. */
  readonly hasPlatformRule: boolean;
}

/**
 * Returns a function that derives the facts of an operation of a contract, once. `platformRules` has the operations
 * with a rule.
 */
export function createFactsOf(
  { hash }: Pick<CompiledContract, 'hash'>,
  platformRules: Readonly<Record<string, unknown>> = {},
): (operation: Operation) => OperationFacts {
  return memoize((operation) => ({
    id: operation.id,
    contract: hash,
    method: operation.method,
    path: operation.path,
    pointer: operation.pointer,
    summary: operation.summary,
    parameters: operation.parameters.map(({ field, in: place, required, pointer }) => ({
      field,
      in: place,
      required,
      pointer,
    })),
    bodyRequired: operation.body?.required === true,
    accepts: (operation.body?.mediaTypes ?? []).map(({ name }) => name),
    responds: operation.success.mediaTypes.map(({ name }) => name),
    statuses: [...operation.responses.keys()],
    security: operation.security.map((schemes) => schemes.map(({ name }) => name)),
    behaviour: operation.behaviour,
    collection: operation.resource?.collection ?? operation.collection?.collection.name,
    hasPlatformRule: Object.hasOwn(platformRules, operation.id),
  }));
}
