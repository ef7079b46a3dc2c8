import { isJsonObject, type JsonValue } from '../../src/kernel/json/json.ts';
import {
  exampleRequest as buildRequest,
  sendExample as send,
  type ExampleRequest,
} from '../../src/assembly/examples/example-requests.ts';
import type { CompiledContract, Operation } from '../../src/contract/model/contract.ts';

/** The demo user's credentials, by security scheme. */
const CREDENTIALS = {
  bearerToken: { authorization: 'Bearer athena-demo-token' },
  multiplaiAuthorization: { 'x-multiplai-authorization': 'multiplai-demo-token' },
};

export { bodyExamples, sendExample as send } from '../../src/assembly/examples/example-requests.ts';

/** A request as a test sends it. */
export type ContractRequest = ExampleRequest;

/** Builds a request from an operation's examples, with the demo user's credentials. */
export function exampleRequest(contract: CompiledContract, operation: Operation): ContractRequest {
  return buildRequest(contract, operation, CREDENTIALS);
}

/** Returns every page of every list as the demo user sees them. Two results differ if anything in them was changed. */
export async function readEverything(
  simulator: { fetch(request: Request): Promise<Response> },
  contract: CompiledContract,
): Promise<string> {
  const lists = contract.operations.filter(({ behaviour }) => behaviour === 'list');
  const pages: (JsonValue | undefined)[] = [];
  for (const operation of lists) {
    let last = 1;
    for (let page = 1; page <= last; page += 1) {
      const { body } = await send(simulator, {
        ...exampleRequest(contract, operation),
        query: { per_page: '100', page: String(page) },
      });
      const meta = isJsonObject(body) && isJsonObject(body['meta']) ? body['meta'] : {};
      last = Number(meta['last_page'] ?? 1);
      pages.push(body);
    }
  }
  return JSON.stringify(pages);
}
