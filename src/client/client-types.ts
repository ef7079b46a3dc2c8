import type { ClientPathsWithMethod, Client as FetchClient, FetchOptions, ParseAsResponse } from 'openapi-fetch';
import type { ClientError, SuccessStatus } from './client-error.ts';

/** A token, or a function that returns it, called for each request. `null` sends none. */
export type TokenSource = string | null | (() => string | null | undefined | Promise<string | null | undefined>);

/** How a client reaches a simulator, or the real API. */
export interface ClientOptions {
  /** Defaults to `http://127.0.0.1:4010`. In a browser it may be relative: `/` for the page's own origin. */
  readonly baseUrl?: string | undefined;
  /** Who calls. Where it is not given and the address is loopback, the demo token is sent; `null` sends none. */
  readonly token?: TokenSource | undefined;
  /** Whether a browser sends cookies: `include` for a session of another origin. */
  readonly credentials?: 'include' | 'omit' | 'same-origin' | undefined;
  /** The sandbox of a simulator. */
  readonly sandbox?: string | undefined;
  /** Instead of the global one: a simulator's `fetch` needs no server. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Sent with every request. `authorization` takes the place of the token. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The result of a call: data, or the error. `response.status` is 0 where there was no response. */
export type ClientResult<Operation, Init = unknown> =
  | {
      readonly data: ParseAsResponse<SuccessBody<Operation>, Init>;
      readonly error?: never;
      readonly response: Response;
    }
  | { readonly data?: never; readonly error: ClientError; readonly response: Response };

/** Calls an operation of one method by its path. */
export type ClientMethod<Paths extends object, Method extends HttpMethod> = <
  Path extends ClientPathsWithMethod<FetchClient<Paths>, Method>,
  Init extends FetchOptions<OperationOf<Paths, Path, Method>>,
>(
  path: Path,
  ...init: InitParam<Init>
) => Promise<ClientResult<OperationOf<Paths, Path, Method>, Init>>;

/** Calls an operation that responds with server-sent events. The request is sent at the first step of the loop. */
export type StreamMethod<Paths extends object, Chunks> = <
  Path extends keyof Chunks & keyof Paths,
  Init extends FetchOptions<OperationOf<Paths, Path, StreamVerb<Paths[Path]>>>,
>(
  path: Path,
  ...init: InitParam<Init>
) => AsyncGenerator<Chunks[Path], void, void>;

/** A client of the paths of a contract. `Chunks` has, by path, the type of an event of each operation that streams. */
export interface TypedClient<Paths extends object, Chunks> {
  readonly GET: ClientMethod<Paths, 'get'>;
  readonly PUT: ClientMethod<Paths, 'put'>;
  readonly POST: ClientMethod<Paths, 'post'>;
  readonly DELETE: ClientMethod<Paths, 'delete'>;
  readonly PATCH: ClientMethod<Paths, 'patch'>;
  /**
   * `for await (const chunk of client.stream(path, init))`. Throws a ClientFailure; leaving the loop cancels the
   * request.
   */
  readonly stream: StreamMethod<Paths, Chunks>;
  /** Adds middleware of openapi-fetch. */
  readonly use: FetchClient<Paths>['use'];
  /** Removes middleware. */
  readonly eject: FetchClient<Paths>['eject'];
}

/**
 * The body of an operation's successful response: JSON where the operation has it, undefined where there is no body.
 */
export type SuccessBody<Operation> = Operation extends { responses: infer Responses }
  ? { [Status in keyof Responses & SuccessStatus]: BodyOf<Responses[Status]> }[keyof Responses & SuccessStatus]
  : never;

type BodyOf<Response> = Response extends { content: infer Content }
  ? [keyof Content & JsonType] extends [never]
    ? Content[keyof Content]
    : Content[keyof Content & JsonType]
  : undefined;

type JsonType = `${string}/json`;
type HttpMethod = 'get' | 'put' | 'post' | 'delete' | 'patch';
type OperationOf<Paths, Path extends keyof Paths, Method extends string> = Method extends keyof Paths[Path]
  ? Paths[Path][Method]
  : never;

/** The method of a path that streams: the one that it has a body for, else GET. */
type StreamVerb<PathItem> = PathItem extends { post: object } ? 'post' : 'get';

/** The last argument of a call: optional where nothing in it is required. */
type InitParam<Init> = object extends Init ? [init?: Init] : [init: Init];
