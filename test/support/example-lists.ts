import type { CompiledContract } from '../../src/contract/model/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/kernel/json/json.ts';

/** A whole page that the contract shows as an example, and the address that it says it is at. */
export interface ExampleList {
  readonly url: string;
  readonly body: JsonObject;
}

/** Every example of a page: each is one of the demo world as it stands. */
export function exampleLists({ operations }: CompiledContract): readonly ExampleList[] {
  return operations.flatMap(({ success }) =>
    success.mediaTypes.flatMap(({ examples }) => [...examples.values()].flatMap(toList)),
  );
}

/** The body of an answer as JSON. */
export async function bodyOf(response: Response): Promise<unknown> {
  return JSON.parse(await response.text()) as unknown;
}

function toList(example: JsonValue): readonly ExampleList[] {
  const links = isJsonObject(example) ? example['links'] : undefined;
  const url = isJsonObject(links) ? links['first'] : undefined;
  return isJsonObject(example) && typeof url === 'string' ? [{ url, body: example }] : [];
}
