import type { Caller } from '../../behaviour/representation/caller.ts';
import type { SentFiles } from '../../behaviour/rule/stored-file.ts';
import type { Operation, SchemaViolation } from '../../contract/model/contract.ts';
import type { JsonText } from '../../kernel/json/json-text.ts';
import type { JsonObject, JsonValue } from '../../kernel/json/json.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { World } from '../../store/port/world.ts';
import type { Upload } from '../uploads/upload.ts';
import type { ChunkStream, ExchangeRequest } from './exchange.ts';

/** After match: a request whose method and path the contract does not know, and the Problem that rejects it. */
export interface Unmatched {
  readonly request: ExchangeRequest;
  readonly world: World;
  readonly problem: Problem;
}

/** After match: a request with its operation. */
export interface Matched {
  readonly request: ExchangeRequest;
  readonly world: World;
  /**
   * The same world for what the response is derived from. Its store records the reads if the response may be cached.
   */
  readonly viewedWorld: World;
  readonly operation: Operation;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly queryPairs: readonly (readonly [name: string, value: string])[];
}

/** After authenticate: a request with its caller. */
export interface Authenticated extends Matched {
  readonly caller: Caller | undefined;
}

/** After validate: a request that satisfies the contract, with its decoded values. */
export interface Validated extends Authenticated {
  readonly path: JsonObject;
  readonly query: JsonObject;
  readonly headers: JsonObject;
  readonly body: JsonValue | undefined;
  /** The files of the body, when it is a form that may have some. */
  readonly files?: SentFiles | undefined;
  /** That form. It is released after the response. */
  readonly upload?: Upload | undefined;
}

/** The client's preferences for the response (`Prefer`, RFC 7240, with the preferences of Prism). */
export interface Preference {
  /** The preferred status. */
  readonly status: number | undefined;
  /** The name of the preferred example. */
  readonly example: string | undefined;
  /** Prefers a generated body to an example. */
  readonly isDynamic: boolean;
  /** The seed of a generated body, for this request only. */
  readonly seed: string | undefined;
}

/** After prefer: a request whose preferences the operation can satisfy. */
export interface WithPreference extends Validated {
  readonly preference: Preference;
}

/** After a response source: a response that is not yet checked and serialized. */
export interface Represented {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: JsonValue | undefined;
  /** The body as text, instead of `body`. */
  readonly text?: JsonText | undefined;
  /** The body as bytes, instead of `body`. They are sent as they are. */
  readonly bytes?: Uint8Array | undefined;
  /** The body in chunks, instead of `body`. */
  readonly stream?: ChunkStream;
  /** A declared media type; the first one by default. */
  readonly mediaType?: string;
  /** The body is an example or a sample of the contract, not produced by a rule. */
  readonly isExample: boolean;
}

/** The result of checking one response. */
export interface CheckedResponse {
  /** The status of the checked response. When it breaks the contract, the client receives 500 instead. */
  readonly status: number;
  readonly violations: readonly SchemaViolation[];
}
