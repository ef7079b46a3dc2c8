import type { Collection } from '../../contract/model/collection.ts';
import type { Operation } from '../../contract/model/contract.ts';
import { toTimestamp } from '../../kernel/time/clock.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { World } from '../../store/port/world.ts';
import type { PrepareRule, RuleDeps } from '../rule/behaviour.ts';
import { completeItem, isServerTime } from './complete-item.ts';
import { findItem, readParents, rejectMissingParent, toNotFound } from './find-item.ts';
import { getUse } from './get-use.ts';
import { compileWrapInLayout } from './wrap-in-layout.ts';
import { compileShow, getItem, rejectMalformedKey, toAddressText, toStored, typesOf } from './stored-item.ts';

/**
 * Updates an item: PUT replaces it, PATCH merges the body into it (RFC 7396). The key comes from the path, or from the
 * body if the path is the list's. A PUT creates a missing item if it declares 201, or if no POST can create one.
 */
export const prepareUpdateItem: PrepareRule = (operation, deps) => {
  const use = getUse(operation);
  const { collection } = use;
  const show = compileShow(collection);
  const wrapInLayout = compileWrapInLayout(use, deps.sample);
  const mayCreate = canCreate(operation, deps);

  return function updateItem({ world, commit, path, body }) {
    const fields = isJsonObject(body) ? body : {};
    if (use.key === undefined && fields[collection.key] === undefined) return toMissingKey(collection);
    const address = {
      parents: readParents(use, path),
      key: String(use.key === undefined ? fields[collection.key] : path[use.key]),
    };
    const malformed = rejectMalformedKey(collection, address.key);
    if (malformed !== undefined) return malformed;
    return commit((transaction): Outcome => {
      const record = findItem(collection, address, transaction);
      if (record === undefined) {
        const rejection = rejectMissingParent(collection, address.parents, transaction);
        if (rejection !== undefined || !mayCreate) return rejection ?? toNotFound(collection, address.key);
        const number = transaction.next(`${collection.name}/samples`);
        const keyed = { ...fields, [collection.key]: toKeyValue(collection, address.key) };
        const created = completeItem(collection, keyed, { ...deps, world, number });
        transaction.insert(collection.name, toStored(address, created));
        const outcome = wrapInLayout(show(created));
        return outcome.kind === 'success' && operation.responses.has('201') ? { ...outcome, status: 201 } : outcome;
      }
      const current = getItem(record);
      const changed = operation.method === 'PUT' ? replace(collection, current, fields) : mergePatch(current, fields);
      const stamped = withServerTimes(collection, keepKey(collection, current, changed), world);
      const item = completeItem(collection, stamped, { ...deps, world, number: 0 });
      transaction.update(collection.name, toAddressText(address), { item });
      return wrapInLayout(show(item));
    });
  };
};

function toMissingKey({ key }: Collection): Outcome {
  const violation = {
    field: key,
    location: 'body',
    keyword: 'required',
    message: `The ${key} field is required.`,
  } as const;
  return { kind: 'invalid', violations: [violation] };
}

function canCreate({ method, responses, path }: Operation, { contract }: RuleDeps): boolean {
  if (method !== 'PUT') return false;
  const list = path.replace(/\/\{[^{}]+\}\/?$/, '');
  return (
    responses.has('201') ||
    !contract.operations.some((other) => other.method === 'POST' && other.path.replace(/\/$/, '') === list)
  );
}

/** Converts a key of the path to a number if the item's schema requires one. */
function toKeyValue({ item, key }: Collection, text: string): JsonValue {
  const types = typesOf(item.properties.get(key));
  const isNumber = types.includes('integer') || types.includes('number');
  return isNumber && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** Replaces an item by the body. Keeps `readOnly` properties, and required ones that the body does not hold. */
function replace({ item }: Collection, current: JsonObject, fields: JsonObject): JsonObject {
  const retained = [...item.properties].flatMap(([name, schema]) => {
    const isRetained = schema['readOnly'] === true || (item.required.has(name) && fields[name] === undefined);
    return isRetained && current[name] !== undefined ? [[name, current[name]] as const] : [];
  });
  return { ...fields, ...Object.fromEntries(retained) };
}

function keepKey({ key }: Collection, current: JsonObject, fields: JsonObject): JsonObject {
  return current[key] === undefined ? fields : { ...fields, [key]: current[key] };
}

/** Sets `updatedAt` and similar timestamps to the time of the change. */
function withServerTimes({ item }: Collection, fields: JsonObject, world: World): JsonObject {
  const times = [...item.properties].flatMap(([name, schema]) =>
    isServerTime(schema) && /updat|modif|chang/i.test(name) ? [[name, toTimestamp(world.clock.now())] as const] : [],
  );
  return { ...fields, ...Object.fromEntries(times) };
}

/**
 * Applies a JSON Merge Patch (RFC 7396): null removes a property, objects are merged, every other value is replaced.
 */
function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged: Record<string, JsonValue> = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    const current = merged[name];
    if (value === null) delete merged[name];
    else merged[name] = isJsonObject(value) ? mergePatch(isJsonObject(current) ? current : {}, value) : value;
  }
  return merged;
}
