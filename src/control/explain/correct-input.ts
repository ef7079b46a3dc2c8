import type { CompiledContract, Operation } from '../../contract/model/contract.ts';
import { createSchemaReader } from '../../contract/schema/schema-reader.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { correctBody } from './correct-body.ts';
import { correctParameters } from './correct-parameters.ts';

/** The parameters and the body of a call. */
export interface CorrectedInput {
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly body: JsonValue | undefined;
  /** Whether it differs from what was sent. */
  readonly isChanged: boolean;
}

/** What an input is corrected by. */
export interface Correction {
  readonly contract: CompiledContract;
  /** Whether the keys in the path lead to no record. */
  readonly isAbsent: boolean;
  /** Bodies with more bytes are replaced by an example. */
  readonly maxBody: number;
}

/**
 * Returns the valid input of an operation that is nearest to the one of a recorded request: each parameter and each
 * field of the body that is invalid or secret has the nearest of the values that are allowed, otherwise the value of an
 * example, or is left out if it has none there. Returns undefined when one that is required has no valid value.
 */
export function correctInput(
  operation: Operation,
  exchange: RecordedExchange,
  correction: Correction,
): CorrectedInput | undefined {
  const reader = createSchemaReader(correction.contract.document);
  const parameters = correctParameters(operation, exchange, { ...correction, reader });
  const body = correctBody(operation, exchange, { ...correction, reader });
  if (parameters === undefined || (body.value === undefined && operation.body?.required === true)) return undefined;
  return {
    parameters: parameters.values,
    body: body.value,
    isChanged: parameters.isChanged || body.isChanged,
  };
}
