import type { CompiledContract, Operation } from '../../src/contract/model/contract.ts';
import type { JsonValue } from '../../src/kernel/json/json.ts';
import type { StoreSnapshot } from '../../src/index.ts';
import { bodyExamples, exampleRequest, type ContractRequest } from '../support/contract-requests.ts';

/** Creates a generator of integers below `end`, determined by the seed. */
export function createDice(seed: number): (end: number) => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return (end) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % end;
  };
}

/**
 * Creates a generator of requests for any operation, with the contract's example bodies and keys of initial records.
 */
export function createRandomRequests(
  contract: CompiledContract,
  state: StoreSnapshot,
): (dice: (end: number) => number) => ContractRequest {
  const operations = contract.operations.filter(({ id }) => id !== 'logout');
  return function draw(dice) {
    const operation = pick(operations, dice);
    const request = exampleRequest(contract, operation);
    const bodies = bodyExamples(contract, operation);
    const path = dice(4) === 0 ? request.path : withKnownKey(operation, state, { dice, otherwise: request.path });
    // Some GET operations document a body, which `fetch` cannot send.
    const body: JsonValue | undefined =
      request.method === 'GET' || bodies.length === 0 ? undefined : pick(bodies, dice)[1];
    const query: Readonly<Record<string, string>> =
      operation.behaviour === 'list' && dice(2) === 0
        ? { page: String(1 + dice(3)), per_page: String(1 + dice(20)) }
        : {};
    return { ...request, path, body, query };
  };
}

/** Lists the GET requests that together read a world: every list page by page, and every record. */
export function readingRequests(contract: CompiledContract, state: StoreSnapshot): readonly ContractRequest[] {
  return contract.operations
    .filter(({ method }) => method === 'GET')
    .flatMap((operation) => {
      const request = { ...exampleRequest(contract, operation), body: undefined };
      if (operation.behaviour === 'list')
        return ['1', '2', '3'].map((page) => ({ ...request, query: { page, per_page: '100' } }));
      const keys = operation.path.split('{').length === 2 ? keysOf(operation, state) : [];
      return keys.length === 0 ? [request] : keys.map((key) => ({ ...request, path: fill(operation.path, key) }));
    });
}

function withKnownKey(
  operation: Operation,
  state: StoreSnapshot,
  { dice, otherwise }: { readonly dice: (end: number) => number; readonly otherwise: string },
): string {
  const keys = operation.path.split('{').length === 2 ? keysOf(operation, state) : [];
  return keys.length === 0 ? otherwise : fill(operation.path, pick(keys, dice));
}

function keysOf({ resource }: Operation, { collections }: StoreSnapshot): readonly JsonValue[] {
  const records = collections[resource?.collection ?? ''] ?? [];
  return records.map((record) => record[resource?.key ?? ''] ?? '');
}

function fill(path: string, key: JsonValue): string {
  return path.replace(/\{[^{}]+\}/, encodeURIComponent(String(key)));
}

function pick<Item>(items: readonly Item[], dice: (end: number) => number): Item {
  const item = items[dice(items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}
