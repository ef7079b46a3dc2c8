import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';

/**
 * Applies a JSON Merge Patch (RFC 7396): null removes a property, objects are merged, every other value is replaced.
 */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    const current = merged[name];
    if (value === null) delete merged[name];
    else merged[name] = isJsonObject(value) ? mergePatch(isJsonObject(current) ? current : {}, value) : value;
  }
  return merged;
}
