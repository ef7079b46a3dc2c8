import type { Operation } from '../../contract/model/contract.ts';
import { JsonText } from '../../kernel/json/json-text.ts';
import type { JsonValue } from '../../kernel/json/json.ts';

/** Lays a resource into the body that the operation's success declares: under `data`, or bare. */
export function compileEnvelope({ success }: Operation): (resource: JsonValue) => JsonValue {
  return success.envelope.wrapped ? wrap : keep;
}

/** Does the same for a text. The same text gives the same one again, with all that is known of it. */
export function compileTextEnvelope({ success }: Operation): (resource: JsonText) => JsonText {
  if (!success.envelope.wrapped) return keep;
  const known = new WeakMap<JsonText, JsonText>();
  return function wrapText(resource) {
    const wrapped = known.get(resource) ?? new JsonText(`{"data":${resource.text}}`);
    known.set(resource, wrapped);
    return wrapped;
  };
}

function wrap(resource: JsonValue): JsonValue {
  return { data: resource };
}

function keep<Body>(resource: Body): Body {
  return resource;
}
