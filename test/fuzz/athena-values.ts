import { isJsonObject, type JsonValue } from '../../src/kernel/json.ts';
import type { KnownKeys } from './known-keys.ts';
import type { Operation } from '../../src/contract/contract.ts';

/**
 * What the contract's schemas cannot say of a request that the platform takes: fields that hang together. Each of these makes a body that fits its
 * schema into one that also means something, so that a refusal is never to be expected.
 */
export function makeSense(operation: Operation, body: JsonValue | undefined, keys: KnownKeys): JsonValue | undefined {
  if (!isJsonObject(body)) return body;
  switch (operation.id) {
    case 'signIn':
      return { ...body, email: 'john.doe@example.com', password: 'password' };
    case 'storeCommandRoomTask': {
      const names = keys(operation, `${String(body['taskable_type'])}_uuid`) ?? [];
      return { ...body, taskable_uuid: names[0] ?? body['taskable_uuid'] ?? '' };
    }
    default:
      return body;
  }
}
