/** Returns the admin token that was entered in this tab, or undefined. */
export function readToken(): string | undefined {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the admin token until the tab is closed. A browser without storage keeps it until the page is left. */
export function storeToken(token: string): string {
  try {
    sessionStorage.setItem(KEY, token);
  } catch {
    // The page still has it.
  }
  return token;
}

const KEY = 'admin-token';
