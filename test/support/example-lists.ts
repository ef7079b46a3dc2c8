import type { CompiledContract } from '../../src/contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';

/** A complete page that the contract has as an example, and its URL. */
export interface ExampleList {
  readonly url: string;
  readonly body: JsonObject;
}

/** Lists the examples of pages. Each is a page of the demo world. */
export function exampleLists({ operations }: CompiledContract): readonly ExampleList[] {
  return operations.flatMap(({ success }) =>
    success.mediaTypes.flatMap(({ examples }) => [...examples.values()].flatMap(toList)),
  );
}

/** Returns the body of a response as JSON. */
export async function bodyOf(response: Response): Promise<unknown> {
  return JSON.parse(await response.text()) as unknown;
}

function toList(example: JsonValue): readonly ExampleList[] {
  const links = isJsonObject(example) ? example['links'] : undefined;
  const url = isJsonObject(links) ? links['first'] : undefined;
  return isJsonObject(example) && typeof url === 'string' ? [{ url, body: example }] : [];
}
