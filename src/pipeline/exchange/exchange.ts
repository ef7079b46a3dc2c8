import type { Caller } from '../../behaviour/representation/caller.ts';
import type { JsonText } from '../../kernel/json/json-text.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { World } from '../../store/port/world.ts';

/** An HTTP request, independent of its transport (Node, Fetch or a test). */
export interface ExchangeRequest {
  /** In upper case. */
  readonly method: string;
  /** The path as sent: percent-encoded, starting with `/`, without the query. */
  readonly path: string;
  /** The query as sent, without the `?`. */
  readonly query: string;
  /** Names are in lower case. Several values of one name are joined as RFC 9110 section 5.3 defines. */
  readonly headers: Readonly<Record<string, string>>;
  /** `scheme://host` of this server, as the client sees it. */
  readonly origin: string;
  /** The id of this request: taken from `X-Request-Id`, or generated. */
  readonly id: string;
  /** The remote address of the connection; undefined without a connection, or when it is unknown. */
  readonly peer?: string | undefined;
  /**
   * Returns the world of the sandbox that the request names. Throws a Problem when that sandbox cannot exist. Undefined
   * when the request uses the baseline.
   */
  readonly findWorld?: () => World;
  /**
   * Marks the sandbox as used by this request, and creates it when it does not exist. Until this call the request
   * neither creates the sandbox nor protects it from eviction. Resolves once the sandbox exists; undefined when it does
   * so immediately.
   */
  readonly enterWorld?: () => Promise<void> | undefined;
  /** Reads the whole body. Throws a Problem `BODY_TOO_LARGE` past `limit` bytes. */
  body(limit: number): Promise<Uint8Array>;
  /**
   * Yields the body as it arrives, instead of `body`, which returns no bytes afterwards. Throws a Problem
   * `BODY_TOO_LARGE` past `limit` bytes. Undefined where only the whole body can be read, or where there is none.
   */
  readonly openBody?: ((limit: number) => AsyncIterable<Uint8Array>) | undefined;
  /**
   * Reserves memory for the parsed body until the response is sent. Throws a Problem `OVERLOADED` when too much is
   * reserved already.
   */
  readonly reserve?: (bytes: number) => void;
  /** Set when the control plane sends a recorded request again. A client cannot set it. */
  readonly replay?: Replay | undefined;
}

/** What is known of a recorded request that is sent again. */
export interface Replay {
  /** The id of the recorded request. */
  readonly of: string;
  /** Whose request it was. The credential may have ended since. Undefined when that is not known. */
  readonly caller: Pick<Caller, 'key' | 'credential'> | undefined;
}

/** An HTTP response. The one to HEAD has the headers of the GET (`content-length` included) and no body. */
export interface ExchangeResponse {
  readonly status: number;
  /**
   * Names are in lower case. A list is sent as several header lines. The transport adds the request's id
   * (`x-request-id`).
   */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array | undefined;
  /** The text that `body` was taken from, with its encoded bytes. Invalid once `body` has been replaced. */
  readonly prepared?: JsonText;
  /** The body in chunks, instead of `body`. Each chunk is sent as soon as it exists, uncompressed. */
  readonly stream?: ChunkStream;
  /** The connection is closed and nothing is sent, as if the server had crashed. */
  readonly isDropped?: true;
  /** Why the request was rejected. */
  readonly problem?: Problem;
}

/**
 * Yields the chunks of a body, as text or as bytes, until it ends or the signal is aborted, which happens when the
 * client disconnects.
 */
export type ChunkStream = (signal: AbortSignal) => AsyncIterable<string | Uint8Array>;

/** Thrown by a streamed body to close the connection before the body is complete, on purpose. */
export class ConnectionCut extends TypeError {
  constructor() {
    super('terminated');
    this.name = 'ConnectionCut';
  }
}

/** Responds to every request. The promise never rejects. */
export type Pipeline = (request: ExchangeRequest) => Promise<ExchangeResponse>;
