import { findOwn, isJsonObject, setOwn, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import { findNearestName } from '../../../kernel/text/nearest-name.ts';
import { idOf, listBodyExamples, toExampleCall } from './describe-operation.ts';
import { listParameters, type LocatedOperation } from '../../remote/operation/find-operation.ts';
import { redactSecrets } from './redact-secrets.ts';

/** The parameters and the body of a call of an operation. */
export interface OperationCall {
  readonly parameters: JsonObject;
  readonly body: JsonValue | undefined;
}

/**
 * Returns the arguments of the call that is nearest to one with wrong fields: each of them has the value of the
 * contract's examples, or is left out if it has none there. Returns undefined when that changes nothing.
 */
export function correctCall(
  document: JsonObject,
  located: LocatedOperation,
  sent: OperationCall,
  wrong: readonly string[],
): JsonObject | undefined {
  const example = toExampleCall(document, located);
  const parameters = correctParameters(document, located, sent, wrong);
  const body = correctBody(listBodyExamples(document, located), sent, wrong);
  const nearest = {
    operation: idOf(located),
    ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
    ...(body === undefined || example['body'] === undefined ? {} : { body: redactSecrets(body) }),
  };
  const isSame = JSON.stringify([parameters, body]) === JSON.stringify([sent.parameters, sent.body]);
  return isSame ? undefined : nearest;
}

function correctParameters(
  document: JsonObject,
  located: LocatedOperation,
  { parameters }: OperationCall,
  wrong: readonly string[],
): JsonObject {
  const declared = listParameters(document, located);
  const names = declared.map(({ name }) => String(name));
  const corrected: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(parameters)) {
    const known = names.includes(name) ? name : findNearestName(name.slice(0, MAX_NAME), names);
    if (known !== undefined && !(wrong.includes(name) && names.includes(name))) setOwn(corrected, known, value);
  }
  const examples = toExampleCall(document, located)['parameters'];
  for (const [name, value] of Object.entries(isJsonObject(examples) ? examples : {}))
    if (!Object.hasOwn(corrected, name)) setOwn(corrected, name, value);
  return corrected;
}

function correctBody(
  examples: readonly JsonValue[],
  { body }: OperationCall,
  wrong: readonly string[],
): JsonValue | undefined {
  const [first] = examples;
  if (!isJsonObject(body) || !isJsonObject(first)) return first;
  const corrected: Record<string, JsonValue> = {};
  for (const name of [...Object.keys(body), ...wrong, ...Object.keys(first)]) {
    const own = wrong.includes(name) ? undefined : findOwn(body, name);
    const known = examples.filter(isJsonObject).map((example) => findOwn(example, name));
    const isNeeded = wrong.includes(name) || Object.hasOwn(body, name);
    const value = own ?? (isNeeded ? known.find((one) => one !== undefined) : undefined);
    if (value !== undefined) setOwn(corrected, name, value);
  }
  return corrected;
}

/** Characters. Longer names are compared by their beginnings. */
const MAX_NAME = 100;
