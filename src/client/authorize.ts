import type { ClientOptions, TokenSource } from './client-types.ts';

/**
 * Returns where a client's token comes from. The default token is for a simulator on this machine alone: another
 * address may be the real API's. A relative address is resolved against the page, where there is one.
 */
export function chooseToken(
  { token, baseUrl }: Pick<ClientOptions, 'token' | 'baseUrl'>,
  demoToken: string | null,
): TokenSource {
  if (token !== undefined) return token;
  return isLoopback(baseUrl ?? '') ? demoToken : null;
}

/** Returns the token to send now, or undefined for none. */
export async function readToken(source: TokenSource): Promise<string | undefined> {
  const token = typeof source === 'function' ? await source() : source;
  return token ?? undefined;
}

function isLoopback(address: string): boolean {
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  const url = URL.canParse(address, location?.href) ? new URL(address, location?.href) : undefined;
  return url !== undefined && /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
}
