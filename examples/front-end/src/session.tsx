import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { api, signIn, watchSession, type ClientError, type User } from './api.ts';

/** Who uses the page. */
export interface Session {
  /** Undefined until the API has said who the session cookie belongs to; null without a sign-in. */
  readonly user: User | null | undefined;
  /** Why the user is unknown: the API cannot be reached, or fails. */
  readonly error: ClientError | undefined;
  /** True when a request was rejected after a sign-in: the page says so. */
  readonly hasEnded: boolean;
  readonly retry: () => void;
  readonly signIn: (email: string, password: string) => Promise<ClientError | undefined>;
  readonly signOut: () => Promise<void>;
}

/** Reads who is signed in, and follows sign-ins and the end of the session. */
export function useCreateSession(): Session {
  const [user, setUser] = useState<User | null>();
  const [error, setError] = useState<ClientError>();
  const [hasEnded, setHasEnded] = useState(false);
  const retry = async (): Promise<void> => {
    const result = await api.GET('/api/v1/user');
    setError(result.error?.kind === 'unauthenticated' ? undefined : result.error);
    if (result.data) setUser(result.data.data);
  };
  useEffect(() => {
    const unwatch = watchSession(() =>
      setUser((before) => {
        // Several requests may be rejected together; the first one finds the user.
        if (before) setHasEnded(true);
        return null;
      }),
    );
    void retry();
    return unwatch;
  }, []);
  return {
    user,
    error,
    hasEnded,
    retry: () => void retry(),
    async signIn(email, password) {
      const result = await signIn(email, password);
      if (result.user) {
        setUser(result.user);
        setHasEnded(false);
      }
      return result.error;
    },
    async signOut() {
      await api.POST('/api/v1/auth/logout');
      setUser(null);
      setHasEnded(false);
    },
  };
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** Returns the session, below the page's `SessionContext`. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('There is no session around this component.');
  return session;
}
