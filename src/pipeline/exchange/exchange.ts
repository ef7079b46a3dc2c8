import type { JsonText } from '../../kernel/json/json-text.ts';
import type { StreamBody } from '../../kernel/outcome.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { World } from '../../store/port/world.ts';

/** A request, whatever brought it: Node, Fetch or a test. */
export interface ExchangeRequest {
  /** In capitals. */
  readonly method: string;
  /** As sent: percent-encoded, begins with `/`, without the query. */
  readonly path: string;
  /** As sent, without the `?`. */
  readonly query: string;
  /** Names in lower case; several values of one name joined as RFC 9110 section 5.3 says. */
  readonly headers: Readonly<Record<string, string>>;
  /** `scheme://host`, as the client sees this server. */
  readonly origin: string;
  /** The id of this request, kept from `X-Request-Id` or made. */
  readonly id: string;
  /** The address of the other end of the connection; undefined where there is none, or it is not known. */
  readonly peer?: string | undefined;
  /**
   * The sandbox that it names, once that has been read. Throws a Problem where there can be none. Undefined is the
   * baseline.
   */
  readonly findWorld?: () => World;
  /**
   * The request may use its sandbox, and does: it is made where there is none. Until then it is neither made nor kept
   * from being evicted.
   */
  readonly enterWorld?: () => void;
  /** Reads the whole body. Throws a Problem `BODY_TOO_LARGE` past `limit` bytes. */
  body(limit: number): Promise<Uint8Array>;
  /**
   * Counts memory that is made of the body, until the request is answered. Throws a Problem `OVERLOADED` where there is
   * no room for it.
   */
  readonly reserve?: (bytes: number) => void;
}

/** An answer. A HEAD request's has the headers of its GET (`content-length` too) and no body. */
export interface ExchangeResponse {
  readonly status: number;
  /**
   * Names in lower case. A list is sent as several header lines. Whoever sends them adds the request's id
   * (`x-request-id`).
   */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array | undefined;
  /** What `body` was made from: its bytes are those of `body`, unless somebody has put another one there. */
  readonly prepared?: JsonText;
  /** The body piece by piece, instead of `body`; each is sent when it is there, neither held back nor compressed. */
  readonly stream?: StreamBody;
  /** Nothing of it is sent: the connection is closed, as by a server that dies. */
  readonly isDropped?: true;
  /** Why the request was rejected, where it was. */
  readonly problem?: Problem;
}

/** Thrown by a streamed body that ends before it is whole: the connection is closed there, on purpose. */
export class ConnectionCut extends TypeError {
  constructor() {
    super('terminated');
    this.name = 'ConnectionCut';
  }
}

/** Answers every request; it never rejects. */
export type Pipeline = (request: ExchangeRequest) => Promise<ExchangeResponse>;
