import { isJsonObject } from '../../kernel/json/json.ts';
import { BASELINE } from '../../kernel/sandbox-name.ts';
import { issueToken } from '../remote/operation/send-operation.ts';
import { RefusedError } from '../remote/refused-error.ts';
import { createControl, type RemoteConfig, type ServerCall } from '../remote/run-remote.ts';
import { forgetSandbox, forkSandbox } from '../remote/sandboxes.ts';
import type { ToolContext } from './tools/tool.ts';

/** The server of a session, and the sandbox that its tools work on. */
export interface SessionConfig extends Omit<RemoteConfig, 'sandbox' | 'signal'> {
  readonly sandbox: string;
  /** Whether the session makes the sandbox, and deletes it at the end. */
  readonly isOwn: boolean;
}

/** A session of a client. */
export interface Session {
  /** Makes the sandbox, if it is the session's own and not made yet. Rejects if the server cannot be reached. */
  readonly begin: (signal: AbortSignal) => Promise<void>;
  /** Returns what a tool works with. The signal ends its requests. */
  readonly toContext: (signal: AbortSignal) => ToolContext;
  /** Deletes the sandbox, if the session has made it or may have. */
  readonly end: (signal: AbortSignal) => Promise<void>;
}

/** Creates a session, which has sent nothing yet. */
export function createSession({ sandbox, isOwn, ...server }: SessionConfig): Session {
  let begun: Promise<void> | undefined;
  const own = createOwnSandbox(server, sandbox);
  const tokens = createTokens();
  return {
    begin: async (signal) => {
      if (!isOwn) return;
      const attempt = (begun ??= own.make(signal));
      try {
        await attempt;
      } catch (error) {
        // Another call may have begun anew meanwhile.
        if (begun === attempt) begun = undefined;
        throw error;
      }
    },
    toContext: (signal) => ({
      url: server.url,
      sandbox,
      toCall: ({ operands = [], options, world }) =>
        toCall({ ...server, sandbox: world === 'baseline' ? undefined : sandbox, signal }, operands, options),
      findToken: (user) => tokens.find(user, { ...server, sandbox, signal }),
      forgetTokens: tokens.forget,
    }),
    end: async (signal) => {
      await begun?.catch(() => undefined);
      if (own.mayExist()) await own.remove(signal);
    },
  };
}

/** The sandbox that a session makes for itself. */
interface OwnSandbox {
  /** Forks the baseline. */
  readonly make: (signal: AbortSignal) => Promise<void>;
  /** Returns whether the server has it, as far as is known. */
  readonly mayExist: () => boolean;
  /** Deletes it, if it is there. */
  readonly remove: (signal: AbortSignal) => Promise<void>;
}

/**
 * Creates the sandbox of a session. A server that did not respond may have made it: the name is taken then, and by this
 * session.
 */
function createOwnSandbox(server: Omit<RemoteConfig, 'sandbox' | 'signal'>, sandbox: string): OwnSandbox {
  let mayExist = false;
  return {
    mayExist: () => mayExist,
    make: async (signal) => {
      try {
        await forkSandbox(toCall({ ...server, sandbox: undefined, signal }, [BASELINE, sandbox], {}));
        mayExist = true;
      } catch (error) {
        if (mayExist && codeOf(error) === 'STATE_CONFLICT') return;
        mayExist ||= error instanceof RefusedError && error.body === undefined;
        throw error;
      }
    },
    remove: async (signal) => {
      try {
        await forgetSandbox(toCall({ ...server, sandbox: undefined, signal }, [sandbox], {}));
      } catch (error) {
        if (codeOf(error) !== 'RECORD_NOT_FOUND') throw error;
      }
    },
  };
}

/** Returns the code of the problem that a server has rejected a call with. */
function codeOf(error: unknown): unknown {
  const body = error instanceof RefusedError ? error.body : undefined;
  return isJsonObject(body) ? body['code'] : undefined;
}

/** The tokens that were issued for users of the sandbox: one for each user, whatever calls need it together. */
interface Tokens {
  readonly find: (user: string | number, config: RemoteConfig) => Promise<string>;
  readonly forget: () => void;
}

function createTokens(): Tokens {
  const tokens = new Map<string, Promise<string>>();
  return {
    find: async (user, config) => {
      const name = String(user);
      const token = tokens.get(name) ?? issueToken(user, createControl(config), config);
      tokens.set(name, token);
      try {
        return await token;
      } catch (error) {
        // It may have been forgotten meanwhile, and asked for anew.
        if (tokens.get(name) === token) tokens.delete(name);
        throw error;
      }
    },
    forget: () => tokens.clear(),
  };
}

function toCall<Values>(config: RemoteConfig, operands: readonly string[], options: Values): ServerCall<Values> {
  return { control: createControl(config), config, operands, options };
}
