import { useState } from 'preact/hooks';
import { Dialog } from '../ui/dialog.tsx';

/** Asks for the admin token, which this tab then keeps. */
export function TokenDialog({ done }: { readonly done: (token: string | undefined) => void }) {
  const [token, setToken] = useState('');
  return (
    <Dialog label="Admin token" class="dialog" close={() => done(undefined)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (token !== '') done(token);
        }}
      >
        <h2>Admin token</h2>
        <p class="muted">
          Other machines can reach this simulator, so its control plane wants a token. The server’s banner shows it,
          unless <code>--admin-token</code> sets it. This tab keeps it until it is closed.
        </p>
        <label class="field">
          <span>Token</span>
          <input
            type="password"
            value={token}
            autocomplete="off"
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        <div class="buttons">
          <button type="button" class="button" onClick={() => done(undefined)}>
            Cancel
          </button>
          <button type="submit" class="button primary" disabled={token === ''}>
            Use this token
          </button>
        </div>
      </form>
    </Dialog>
  );
}
