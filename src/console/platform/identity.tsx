import { useState } from 'preact/hooks';

/** The token that the console sends to the simulated API, and the field to change it. */
export interface Identity {
  readonly token: string;
  readonly setToken: (token: string) => void;
  /** The headers of calls of the API. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Remembers, until the tab is closed, whose token the console sends to the simulated API. */
export function useIdentity(): Identity {
  const [token, setStored] = useState(() => sessionStorage.getItem(KEY) ?? DEMO_TOKEN);
  const setToken = (text: string): void => {
    sessionStorage.setItem(KEY, text);
    setStored(text);
  };
  return { token, setToken, headers: { authorization: `Bearer ${token}` } };
}

/** The field for the token of the API. */
export function IdentityField({ identity }: { readonly identity: Identity }) {
  return (
    <label class="inline-field identity">
      <span>API token</span>
      <input
        value={identity.token}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => identity.setToken(event.currentTarget.value)}
      />
    </label>
  );
}

const KEY = 'api-token';
/** It is always accepted, unless `--token` sets another one. */
const DEMO_TOKEN = 'athena-demo-token';
