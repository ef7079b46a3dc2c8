import { useEffect, useState } from 'react';
import { Agents } from './agents.tsx';
import { api, type User } from './api.ts';
import { SignIn } from './sign-in.tsx';

export function App() {
  // Undefined until the API has said whether the session cookie belongs to a user.
  const [user, setUser] = useState<User | null>();
  useEffect(() => {
    void api.GET('/api/v1/user').then(({ data }) => setUser(data?.data ?? null));
  }, []);
  const signOut = async () => {
    await api.POST('/api/v1/auth/logout');
    setUser(null);
  };
  if (user === undefined) return <p>Loading…</p>;
  if (user === null) return <SignIn onSignIn={setUser} />;
  return (
    <>
      <p>
        {user.name} <button onClick={() => void signOut()}>Sign out</button>
      </p>
      <Agents />
    </>
  );
}
