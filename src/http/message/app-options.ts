import type { JsonObject } from '../../kernel/json/json.ts';
import type { LinkedPage } from '../../kernel/linked-page.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { NameServer } from '../../kernel/text/command-url.ts';
import type { ExchangeRequest, Pipeline } from '../../pipeline/exchange/exchange.ts';
import type { CreateRequestId } from './request-id.ts';

/** Options of `createApp`. */
export interface AppOptions {
  readonly pipeline: Pipeline;
  readonly document: ServedDocument;
  /** The control plane's document; undefined where there is no control plane. */
  readonly control?: JsonObject | undefined;
  /** Whether a request may see the control plane's reference. Defaults to true for every request. */
  readonly canAccessControl?: ((request: GuardedRequest) => boolean) | undefined;
  /** The console; undefined where there is no control plane. */
  readonly console?: ConsoleInfo | undefined;
  /**
   * Whether the contract has an operation at this percent-encoded path. The contract then takes precedence over the
   * built-in page of that path; pages under `/__admin` are always served.
   */
  readonly ownsPath: (method: string, path: string) => boolean;
  /** The path templates of the contract's operations, for redacting secret path parameters in the log. */
  readonly pathTemplates?: readonly string[];
  /** Returns the response of `/__admin/health`. */
  readonly health: () => { readonly status: number; readonly body: JsonObject };
  readonly home: HomeInfo;
  /** The folder whose files are served at `/assets/`; undefined serves generated pictures only. */
  readonly assets?: string | undefined;
  readonly linkedPages?: LinkedPages | undefined;
  readonly files?: StoredFiles | undefined;
  readonly reference: ReferenceInfo;
  /**
   * The base URL that clients use when it differs from the request's own; may have a path, without a trailing slash.
   */
  readonly publicUrl: string | undefined;
  /** Whether to trust `X-Forwarded-Proto` and `X-Forwarded-Host`. */
  readonly trustProxy: boolean;
  readonly corsOrigins: readonly string[] | 'any';
  /** In bytes. A connection with more than that left unread is closed after the response. */
  readonly maxBody: number;
  readonly logger: Logger;
  /** A monotonic clock in milliseconds, for durations. Defaults to `performance.now`. */
  readonly now?: () => number;
  readonly createRequestId: CreateRequestId;
  /** Names this server in the commands that the log has; by default they name none. */
  readonly nameServer?: (() => NameServer) | undefined;
}

/** The parts of a request by which the control plane decides about access. */
export type GuardedRequest = Pick<ExchangeRequest, 'path' | 'headers' | 'origin' | 'peer'>;

/** The console: a page that uses the control plane. */
export interface ConsoleInfo {
  /** The folder of its files. It may be absent; then there is no console. */
  readonly folder: string;
  /** Whether a request may have the page or one of its files. */
  readonly canOpen: (request: GuardedRequest) => boolean;
}

/** The pages that links in records lead to. */
export interface LinkedPages {
  /** What the path of every such page begins with (`/shared/`). */
  readonly prefix: string;
  /** Returns the page that a request asks for, or undefined when its link leads nowhere. */
  readonly find: (request: Pick<ExchangeRequest, 'path' | 'headers'>) => LinkedPage | undefined;
}

/** The files that records hold. */
export interface StoredFiles {
  /** What the path of every file begins with (`/storage/`). */
  readonly prefix: string;
  /** Returns the file that a request asks for, or undefined when its link leads nowhere. */
  readonly find: (request: Pick<ExchangeRequest, 'path' | 'headers'>) => Promise<StoredFile | undefined>;
}

/** A file that a record holds. */
export interface StoredFile {
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** A strong validator (RFC 9110 section 8.8.3). */
  readonly entityTag: string;
  readonly isStored: () => Promise<boolean>;
  /** Returns the bytes, or undefined when they are not stored any more. */
  readonly read: () => Promise<Uint8Array | undefined>;
}

/** An OpenAPI document to serve, with the function that serializes it as YAML. */
export interface ServedDocument {
  readonly json: JsonObject;
  readonly toYaml: (document: JsonObject) => string;
}

/** The data of the API reference at `/docs`. */
export interface ReferenceInfo {
  /** The folder that holds Swagger UI's files. */
  readonly folder: string;
  /**
   * Returns the token for requests sent from the page, or undefined when readers enter their own. Everyone who can open
   * the page can read the token. Called for each page.
   */
  readonly findToken: () => string | undefined;
}

/** The contents of the home page, besides its links. */
export interface HomeInfo {
  readonly title: string;
  /** Paragraphs of plain text. */
  readonly notes?: readonly string[];
  /** The console's screens that this contract has a use for, beyond those of every contract. */
  readonly screens?: readonly string[];
}
