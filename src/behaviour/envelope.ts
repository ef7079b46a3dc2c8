import type { Operation } from '../contract/contract.ts';
import type { JsonValue } from '../kernel/json.ts';

/** Lays a resource into the body that the operation's success declares: under `data`, or bare. */
export function compileEnvelope({ success }: Operation): (resource: JsonValue) => JsonValue {
  return success.envelope.wrapped ? wrap : keep;
}

function wrap(resource: JsonValue): JsonValue {
  return { data: resource };
}

function keep(resource: JsonValue): JsonValue {
  return resource;
}
