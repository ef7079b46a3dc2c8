import { useState } from 'react';
import { api, type User } from './api.ts';

export function SignIn({ onSignIn }: { onSignIn: (user: User) => void }) {
  const [message, setMessage] = useState('');
  const signIn = async (form: FormData) => {
    const body = { email: String(form.get('email')), password: String(form.get('password')) };
    const { data, error } = await api.POST('/api/v1/auth/sign-in', { body });
    if (data) onSignIn(data.data.user);
    else setMessage(error.message);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void signIn(new FormData(event.currentTarget));
      }}
    >
      <h1>Sign in</h1>
      <label>
        Email <input name="email" defaultValue="john.doe@example.com" />
      </label>{' '}
      <label>
        Password <input name="password" type="password" />
      </label>{' '}
      <button>Sign in</button>
      {message && <p role="alert">{message}</p>}
    </form>
  );
}
