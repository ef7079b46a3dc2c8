import type { Operation } from '../../contract/model/contract.ts';
import { JsonText } from '../../kernel/json/json-text.ts';
import type { JsonValue } from '../../kernel/json/json.ts';
import { memoize } from '../../kernel/memoize.ts';

/** Compiles the envelope of the operation's success: the resource under `data`, or bare. */
export function compileEnvelope({ success }: Operation): (resource: JsonValue) => JsonValue {
  return success.envelope.wrapped ? wrap : keep;
}

/**
 * Compiles the same envelope for JSON texts. The same text returns the same object, so that its cached parts are
 * reused.
 */
export function compileTextEnvelope({ success }: Operation): (resource: JsonText) => JsonText {
  if (!success.envelope.wrapped) return keep;
  return memoize((resource) => new JsonText(`{"data":${resource.text}}`));
}

function wrap(resource: JsonValue): JsonValue {
  return { data: resource };
}

function keep<Body>(resource: Body): Body {
  return resource;
}
