import type { ClientPathsWithMethod, Client as FetchClient, FetchOptions, ParseAsResponse } from 'openapi-fetch';
import type { ClientError, SuccessStatus } from './client-error.ts';

/** A token, or a function that returns it, called for each request. `null` sends none. */
export type TokenSource = string | null | (() => string | null | undefined | Promise<string | null | undefined>);

/** Options of a client of a simulator or of the real API. */
export interface ClientOptions {
  /** Defaults to `http://127.0.0.1:4010`. In a browser it may be relative: `/` for the page's own origin. */
  readonly baseUrl?: string | undefined;
  /** The caller's token. Defaults to the demo token on a loopback address, otherwise to none; `null` sends none. */
  readonly token?: TokenSource | undefined;
  /** Whether a browser sends cookies; `include` sends the session cookie to another origin. */
  readonly credentials?: 'include' | 'omit' | 'same-origin' | undefined;
  /** The name of the simulator's sandbox. */
  readonly sandbox?: string | undefined;
  /** Replaces the global `fetch`. With a simulator's `fetch` no server is needed. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Headers of every request. `authorization` replaces the token. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The result of a call: `data` or `error`. `response.status` is 0 when there was no response. */
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

/** Calls an operation that responds with server-sent events. The request is sent when the iteration begins. */
export type StreamMethod<Paths extends object, Chunks> = <
  Path extends keyof Chunks & keyof Paths,
  Init extends FetchOptions<OperationOf<Paths, Path, StreamVerb<Paths[Path]>>>,
>(
  path: Path,
  ...init: InitParam<Init>
) => AsyncGenerator<Chunks[Path], void, void>;

/** A client of a contract's paths. `Chunks` maps the path of each streaming operation to the type of its events. */
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

/** The body of an operation's successful response: the JSON content if declared, undefined without a body. */
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

/** The method of a streaming path: POST if the path has it, otherwise GET. */
type StreamVerb<PathItem> = PathItem extends { post: object } ? 'post' : 'get';

/** The last argument of a call, optional when it has no required property. */
type InitParam<Init> = object extends Init ? [init?: Init] : [init: Init];
