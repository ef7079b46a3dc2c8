import type { Operation } from '../../contract/model/contract.ts';
import type { JsonText } from '../../kernel/json/json-text.ts';
import type { JsonValue } from '../../kernel/json/json.ts';

/** Compiles the envelope of the operation's success: the resource under `data`, or bare. */
export function compileEnvelope({ success }: Operation): (resource: JsonValue) => JsonValue {
  return success.envelope.wrapped ? wrap : keep;
}

/**
 * Compiles the same envelope for JSON texts. The same text returns the same object, so that its cached parts are
 * reused.
 */
export function compileTextEnvelope({ success }: Operation): (resource: JsonText) => JsonText {
  return success.envelope.wrapped ? (resource) => resource.wrapped : keep;
}

function wrap(resource: JsonValue): JsonValue {
  return { data: resource };
}

function keep<Body>(resource: Body): Body {
  return resource;
}
