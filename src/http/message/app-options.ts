import type { JsonObject } from '../../kernel/json/json.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { ExchangeRequest, Pipeline } from '../../pipeline/exchange/exchange.ts';
import type { CreateRequestId } from './request-id.ts';

/** What an app is made of. */
export interface AppOptions {
  readonly pipeline: Pipeline;
  readonly document: ServedDocument;
  /** The control plane's document; undefined where there is no control plane. */
  readonly control?: JsonObject | undefined;
  /** Whether the control plane's guard lets a request in; it then shows its reference. Every request, by default. */
  readonly canAccessControl?: ((request: GuardedRequest) => boolean) | undefined;
  /** The contract has this path (percent-encoded) itself: it wins over our pages, those under `/__admin` apart. */
  readonly ownsPath: (method: string, path: string) => boolean;
  /** The paths of the contract's operations: those with secret parameters are logged without them. */
  readonly pathTemplates?: readonly string[];
  /** What `/__admin/health` says. */
  readonly health: () => JsonObject;
  readonly home: HomeInfo;
  readonly reference: ReferenceInfo;
  /**
   * How clients reach this server, where that is not the address that they send; may have a path, without a slash at
   * the end.
   */
  readonly publicUrl: string | undefined;
  /** Believe `X-Forwarded-Proto` and `X-Forwarded-Host`. */
  readonly trustProxy: boolean;
  readonly corsOrigins: readonly string[] | 'any';
  /** In bytes. A connection on which more than that is left unread is not kept. */
  readonly maxBody: number;
  readonly logger: Logger;
  /** Milliseconds since any moment, for durations; the machine's by default. */
  readonly now?: () => number;
  readonly createRequestId: CreateRequestId;
}

/** What the guard of the control plane looks at. */
export type GuardedRequest = Pick<ExchangeRequest, 'path' | 'headers' | 'origin' | 'peer'>;

/** The contract's document, and how it is written as YAML. */
export interface ServedDocument {
  readonly json: JsonObject;
  readonly toYaml: (document: JsonObject) => string;
}

/** What the API reference at `/docs` is made of. */
export interface ReferenceInfo {
  /** The folder with Swagger UI's files. */
  readonly folder: string;
  /**
   * Signs in what is tried there; everybody who opens the page can read it. Undefined: the reader gives one. Asked for
   * each page.
   */
  readonly findToken: () => string | undefined;
}

/** What the home page says beyond where things are. */
export interface HomeInfo {
  readonly title: string;
  /** Sentences for whoever opens the page. */
  readonly notes?: readonly string[];
}
