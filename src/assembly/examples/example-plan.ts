import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/json/json.ts';
import type { Credentials } from './example-requests.ts';

/** Which requests the examples of a contract respond to, as `example-requests.yaml` beside the contract says. */
export interface ExamplePlan {
  /** The operation that is called before each request. */
  readonly before: string | undefined;
  readonly credentials: Credentials;
  /** The query of an example, by operation and example. */
  readonly queries: ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, string>>>>;
  /** The name of the body example that is sent, by operation. */
  readonly bodies: ReadonlyMap<string, string>;
}

/** Reads the plan from the content of its file. Fields that it does not have are empty. */
export function toExamplePlan(content: JsonValue): ExamplePlan {
  const { before, credentials, queries, bodies } = toObject(content);
  return {
    before: typeof before === 'string' ? before : undefined,
    credentials: Object.fromEntries(entriesOf(credentials).map(([scheme, headers]) => [scheme, toTexts(headers)])),
    queries: new Map(
      entriesOf(queries).map(([id, examples]) => [
        id,
        new Map(entriesOf(examples).map(([name, query]) => [name, toTexts(query)])),
      ]),
    ),
    bodies: new Map(Object.entries(toTexts(bodies))),
  };
}

const toObject = (value: JsonValue | undefined): Partial<JsonObject> => (isJsonObject(value) ? value : {});

const entriesOf = (value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] =>
  isJsonObject(value) ? Object.entries(value) : [];

const toTexts = (value: JsonValue | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(entriesOf(value).map(([name, item]) => [name, String(item)]));
