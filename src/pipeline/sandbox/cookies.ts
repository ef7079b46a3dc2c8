import { parseCookie, stringifySetCookie } from 'cookie';
import type { OutcomeCookie } from '../../kernel/outcome.ts';
import { findSandboxMount } from './sandbox-path.ts';

/** Parses a `Cookie` header into values by name. */
export function parseCookies(header: string | undefined): Readonly<Record<string, string>> {
  if (header === undefined) return {};
  return Object.fromEntries(
    Object.entries(parseCookie(header)).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
}

/**
 * Formats a `Set-Cookie` line: same-site, by default hidden from scripts, and limited to TLS when the client uses TLS.
 */
export function toSetCookie({ name, value, isForScripts }: OutcomeCookie, origin: string): string {
  const attributes = {
    httpOnly: isForScripts !== true,
    sameSite: 'lax',
    path: (isForScripts === true ? undefined : findSandboxMount(origin)) ?? '/',
    secure: origin.startsWith('https:'),
  } as const;
  return value === null
    ? stringifySetCookie({ name, value: '', maxAge: 0, ...attributes })
    : stringifySetCookie({ name, value, ...attributes });
}
