import type { CompiledContract, Operation } from '../../contract/model/contract.ts';
import { createSchemaReader } from '../../contract/schema/schema-reader.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';
import { correctBody, type CorrectedBody, type LostBody } from './correct-body.ts';
import { correctParameters } from './correct-parameters.ts';

/** The parameters and the body of a call. */
export interface CorrectedInput extends Omit<CorrectedBody, 'value'> {
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly body: JsonValue | undefined;
  /** Whether a key in the path is the one of an example. */
  readonly hasExampleKey: boolean;
}

/** What an input is corrected by. */
export interface Correction {
  readonly contract: CompiledContract;
  /** Whether the keys in the path lead to no record. */
  readonly isAbsent: boolean;
}

/**
 * Returns the valid input of an operation that is nearest to the one of a recorded request. What is invalid has the
 * nearest of the values that are allowed; otherwise it is left out, as every secret is, or has the value of an example
 * if it is required. Returns why there is none where it would do something else than the request.
 */
export function correctInput(
  operation: Operation,
  exchange: RecordedExchange,
  { contract, isAbsent }: Correction,
): CorrectedInput | LostBody {
  const reader = createSchemaReader(contract.document);
  const parameters = correctParameters(operation, exchange, { reader, isAbsent });
  const body = correctBody(operation, exchange, { reader, isThirdParty: contract.isThirdParty });
  if (parameters === undefined) return 'invalid';
  if (typeof body === 'string') return body;
  const { value, ...rest } = body;
  return {
    ...rest,
    parameters: parameters.values,
    body: value,
    examples: [...parameters.examples, ...body.examples],
    leftOut: [...parameters.leftOut, ...body.leftOut],
    hasExampleKey: parameters.examples.some((name) => operation.path.includes(`{${name}}`)),
    isChanged: parameters.isChanged || body.isChanged,
  };
}
