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
  /** Deletes the sandbox, if the session has made it. */
  readonly end: (signal: AbortSignal) => Promise<void>;
}

/** Creates a session, which has sent nothing yet. */
export function createSession({ sandbox, isOwn, ...server }: SessionConfig): Session {
  let begun: Promise<void> | undefined;
  const makeSandbox = createMakeSandbox(server, sandbox);
  const tokens = createTokens();
  return {
    begin: async (signal) => {
      if (!isOwn) return;
      const attempt = (begun ??= makeSandbox(signal));
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
      const isMade = await begun?.then(
        () => true,
        () => false,
      );
      if (isMade !== true) return;
      await forgetSandbox(toCall({ ...server, sandbox: undefined, signal }, [sandbox], {}));
    },
  };
}

/**
 * Returns a function that forks the baseline. A server that did not respond may have done it: the name is taken then,
 * and by this session.
 */
function createMakeSandbox(
  server: Omit<RemoteConfig, 'sandbox' | 'signal'>,
  sandbox: string,
): (signal: AbortSignal) => Promise<void> {
  let isUncertain = false;
  return async function makeSandbox(signal) {
    try {
      await forkSandbox(toCall({ ...server, sandbox: undefined, signal }, [BASELINE, sandbox], {}));
    } catch (error) {
      const body = error instanceof RefusedError ? error.body : undefined;
      if (isUncertain && isJsonObject(body) && body['code'] === 'STATE_CONFLICT') return;
      isUncertain ||= body === undefined;
      throw error;
    }
  };
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
  return { control: createControl(config), config, operands, options, keepOptions: (text) => text };
}
