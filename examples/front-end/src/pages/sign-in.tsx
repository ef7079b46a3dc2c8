import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ClientError } from '../api.ts';
import { Portrait } from '../parts/picture.tsx';
import { ErrorNotice } from '../parts/states.tsx';
import { useSession } from '../session.tsx';

/** The people of the demo world: fixtures/README.md. Their password is `password`. */
const PEOPLE = [
  { name: 'John Doe', email: 'john.doe@example.com', role: 'leads a support team' },
  { name: 'Jane Smith', email: 'jane.smith@example.com', role: 'leads a marketing team' },
  { name: 'Amir Haddad', email: 'amir.haddad@example.com', role: 'works on data' },
  { name: 'Mei Tanaka', email: 'mei.tanaka@example.com', role: 'is new, and owns nothing yet' },
];
const PASSWORD = 'password';

/** Signs in with an address and a password, or as one of the demo users with one click. */
export function SignInPage(): JSX.Element {
  const { signIn, hasEnded } = useSession();
  const [error, setError] = useState<ClientError>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (email: string, password: string): Promise<void> => {
    setIsBusy(true);
    setError(await signIn(email, password));
    setIsBusy(false);
  };
  const fields = error?.kind === 'validation' ? error.errors : {};
  return (
    <main class="sign-in">
      <section class="card">
        <img class="mark" src="/favicon.svg" alt="" />
        <h1>Sign in to Athena</h1>
        {hasEnded && !error && <p class="notice">Your session has ended. Please sign in again.</p>}
        {error && error.kind !== 'validation' && <ErrorNotice error={error} />}
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            void submit(String(form.get('email')), String(form.get('password')));
          }}
        >
          <Field name="email" label="E-mail" messages={fields['email']}>
            <input
              name="email"
              type="email"
              autoComplete="username"
              defaultValue="john.doe@example.com"
              {...toInvalid('email', fields['email'])}
            />
          </Field>
          <Field name="password" label="Password" messages={fields['password']}>
            <input
              name="password"
              type="password"
              autoComplete="current-password"
              defaultValue={PASSWORD}
              {...toInvalid('password', fields['password'])}
            />
          </Field>
          <button class="button primary wide" type="submit" disabled={isBusy}>
            {isBusy ? 'Signing in…' : 'Sign in'}
          </button>
        </form>
        <h2>Or as one of the demo users</h2>
        <ul class="people">
          {PEOPLE.map(({ name, email, role }) => (
            <li key={email}>
              <button type="button" disabled={isBusy} onClick={() => void submit(email, PASSWORD)}>
                <Portrait name={name} url={`/assets/avatars/${name.toLowerCase().replace(' ', '-')}.svg`} />
                <span>
                  <strong>{name}</strong>
                  <span>{role}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}

type Messages = readonly string[] | undefined;

interface FieldProps {
  name: string;
  label: string;
  messages: Messages;
  children: ComponentChildren;
}

function Field({ name, label, messages, children }: FieldProps): JSX.Element {
  return (
    <label class="field">
      {label}
      {children}
      {messages && (
        <span class="field-error" id={`${name}-messages`} role="alert">
          {messages.join(' ')}
        </span>
      )}
    </label>
  );
}

/** Returns the attributes by which a screen reader connects a field with its messages. */
function toInvalid(
  name: string,
  messages: Messages,
): { 'aria-invalid': boolean; 'aria-describedby': string | undefined } {
  return { 'aria-invalid': messages !== undefined, 'aria-describedby': messages && `${name}-messages` };
}
