import type { Operation } from '../../contract/model/contract.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { FieldViolation } from '../../kernel/problem.ts';
import type { Viewpoint } from '../representation/access.ts';
import type { RuleDeps } from './behaviour.ts';

/**
 * Finds the fields of a request that are invalid in the current state, such as references to no record. It also runs
 * for a request that breaks the contract, so a value may have any type.
 */
export type FieldCheck = (sent: SentFields, viewpoint: Viewpoint) => readonly FieldViolation[];

/** The fields of a request that satisfy the contract. An invalid element of a list is among them. */
export interface SentFields {
  readonly path: JsonObject;
  readonly query: JsonObject;
  readonly body: JsonObject;
}

/** Prepares the field check of an operation. */
export type PrepareFieldCheck = (operation: Operation, deps: FieldCheckDeps) => FieldCheck;

/** What field checks are prepared with. */
export type FieldCheckDeps = Pick<RuleDeps, 'contract' | 'access'>;
