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
import { mergePatch } from './merge-patch.ts';
import { compileShow, getItem, toAddressText, toStored, typesOf } from './stored-item.ts';

/**
 * PUT replaces an item, PATCH changes what is sent (RFC 7396). The key is the path's, or the body's where the path is
 * the list's. A PUT makes an item that is not there where the document lets it: it declares 201, or there is no other
 * way to make one.
 */
export const prepareUpdateItem: PrepareRule = (operation, tools) => {
  const use = getUse(operation);
  const { collection } = use;
  const show = compileShow(collection);
  const layOut = compileWrapInLayout(use, tools.sample);
  const mayCreate = canCreate(operation, tools);

  return function updateItem({ world, commit, path, body }) {
    const fields = isJsonObject(body) ? body : {};
    if (use.key === undefined && fields[collection.key] === undefined) return toMissingKey(collection);
    const address = {
      parents: readParents(use, path),
      key: String(use.key === undefined ? fields[collection.key] : path[use.key]),
    };
    return commit((transaction): Outcome => {
      const record = findItem(collection, address, transaction);
      if (record === undefined) {
        const refusal = rejectMissingParent(collection, address.parents, transaction);
        if (refusal !== undefined || !mayCreate) return refusal ?? toNotFound(collection, address.key);
        const number = transaction.next(`${collection.name}/samples`);
        const keyed = { ...fields, [collection.key]: toKeyValue(collection, address.key) };
        const made = completeItem(collection, keyed, { ...tools, world, number });
        transaction.insert(collection.name, toStored(address, made));
        const outcome = layOut(show(made));
        return outcome.kind === 'success' && operation.responses.has('201') ? { ...outcome, status: 201 } : outcome;
      }
      const current = getItem(record);
      const changed = operation.method === 'PUT' ? replace(collection, current, fields) : mergePatch(current, fields);
      const kept = withServerTimes(collection, keepKey(collection, current, changed), world);
      const item = completeItem(collection, kept, { ...tools, world, number: 0 });
      transaction.update(collection.name, toAddressText(address), { item });
      return layOut(show(item));
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

/** A key of the path, a number where the item's schema wants one. */
function toKeyValue({ item, key }: Collection, text: string): JsonValue {
  const types = typesOf(item.properties.get(key));
  const isNumber = types.includes('integer') || types.includes('number');
  return isNumber && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** All that was sent, and what a client cannot send: what is readOnly, and what the schema demands of answers alone. */
function replace({ item }: Collection, current: JsonObject, fields: JsonObject): JsonObject {
  const kept = [...item.properties].flatMap(([name, schema]) => {
    const isKept = schema['readOnly'] === true || (item.required.has(name) && fields[name] === undefined);
    return isKept && current[name] !== undefined ? [[name, current[name]] as const] : [];
  });
  return { ...fields, ...Object.fromEntries(kept) };
}

function keepKey({ key }: Collection, current: JsonObject, fields: JsonObject): JsonObject {
  return current[key] === undefined ? fields : { ...fields, [key]: current[key] };
}

/** `updatedAt` and its like move with each change. */
function withServerTimes({ item }: Collection, fields: JsonObject, world: World): JsonObject {
  const times = [...item.properties].flatMap(([name, schema]) =>
    isServerTime(schema) && /updat|modif|chang/i.test(name) ? [[name, toTimestamp(world.clock.now())] as const] : [],
  );
  return { ...fields, ...Object.fromEntries(times) };
}
