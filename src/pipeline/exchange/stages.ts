import type { Caller } from '../../behaviour/representation/caller.ts';
import type { Operation, SchemaViolation } from '../../contract/model/contract.ts';
import type { JsonText } from '../../kernel/json/json-text.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Outcome, StreamBody } from '../../kernel/outcome.ts';
import type { World } from '../../store/port/world.ts';
import type { ExchangeRequest } from './exchange.ts';

/** A request whose operation is known: after match. */
export interface Matched {
  readonly request: ExchangeRequest;
  readonly world: World;
  readonly operation: Operation;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly queryPairs: readonly (readonly [name: string, value: string])[];
}

/** After authenticate. */
export interface Authenticated extends Matched {
  readonly caller: Caller | undefined;
}

/** After validate: everything that the contract says of the request holds. */
export interface Validated extends Authenticated {
  readonly path: JsonObject;
  readonly query: JsonObject;
  readonly headers: JsonObject;
  readonly body: JsonValue | undefined;
}

/** What a client wishes of the answer (`Prefer`, RFC 7240, with the preferences of Prism). */
export interface Preference {
  /** The status that is to be answered. */
  readonly status: number | undefined;
  /** The name of the example that is to be answered. */
  readonly example: string | undefined;
  /** A made-up body instead of an example. */
  readonly isDynamic: boolean;
  /** For what is made up for this request alone. */
  readonly seed: string | undefined;
}

/** After prefer: what the client wishes of the answer is something that the operation has. */
export interface Preferred extends Validated {
  readonly preference: Preference;
}

/** After behave. */
export interface Behaved extends Preferred {
  readonly outcome: Outcome;
}

/** After represent: an answer whose body is not yet text. */
export interface Represented {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: JsonValue | undefined;
  /** Instead of `body`: the same as text. */
  readonly text?: JsonText | undefined;
  /** Instead of `body`. */
  readonly stream?: StreamBody;
  /** One of the response's own, where it is not the first. */
  readonly mediaType?: string;
  /** It is the contract's own example, not the work of a rule. */
  readonly isExample: boolean;
}

/** What the check of one answer found. */
export interface CheckedResponse {
  /** As the operation answered; where that broke the contract the client was answered another. */
  readonly status: number;
  readonly violations: readonly SchemaViolation[];
}
