import type { Operation } from '../contract/model/contract.ts';
import type { OutcomeCookie } from '../kernel/outcome.ts';
import type { Random } from '../kernel/random/random.ts';
import type { Caller } from './representation/caller.ts';

/** Protects requests that a browser's cookies authenticate: pages of other sites cannot forge them. */
export interface CsrfProtection {
  /** The path that a page requests before a sign-in, for its cookies. */
  readonly path: string;
  /** Returns the cookies with the token of a page's session. Without a session it begins one of a guest. */
  readonly createCookies: (page: CookieRequest) => readonly OutcomeCookie[];
  /** Throws a Problem `CSRF_TOKEN_MISMATCH` for a request that needs a token and does not have its session's. */
  readonly check: (guarded: GuardedRequest) => void;
}

/** A page's request for its cookies. */
export interface CookieRequest {
  readonly cookies: Readonly<Record<string, string>>;
  readonly random: Random;
  readonly requestId: string;
}

/** An authenticated request. */
export interface GuardedRequest {
  readonly operation: Pick<Operation, 'id'>;
  /** In upper case. */
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly caller: Caller | undefined;
}
