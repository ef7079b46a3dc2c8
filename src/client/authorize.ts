import type { ClientOptions, TokenSource } from './client-types.ts';

/**
 * Returns the source of a client's token. The demo token is the default for loopback addresses only, since another
 * address may be the real API. In a browser, a relative address is resolved against the page's URL.
 */
export function chooseToken(
  { token, baseUrl }: Pick<ClientOptions, 'token' | 'baseUrl'>,
  demoToken: string | null,
): TokenSource {
  if (token !== undefined) return token;
  return isLoopback(baseUrl ?? '') ? demoToken : null;
}

/** Returns the current token of a source, or undefined to send none. */
export async function readToken(source: TokenSource): Promise<string | undefined> {
  const token = typeof source === 'function' ? await source() : source;
  return token ?? undefined;
}

function isLoopback(address: string): boolean {
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  const url = URL.canParse(address, location?.href) ? new URL(address, location?.href) : undefined;
  return url !== undefined && /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
}
