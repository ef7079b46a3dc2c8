import { HEADERS } from './send-request.ts';

/** The ways in which a request names a sandbox, the strongest first. */
export const CARRIERS = ['path', 'header', 'token', 'cookie', 'baggage'] as const;
export type Carrier = (typeof CARRIERS)[number];

/** Returns the beginning of the path, and the headers, by which a request names a sandbox. */
export function toCarrier(
  carrier: Carrier,
  sandbox: string,
): { readonly path: string; readonly headers: Readonly<Record<string, string>> } {
  return {
    path: carrier === 'path' ? `/__sandbox/${sandbox}` : '',
    headers: {
      ...(carrier === 'header' ? { 'x-athena-sandbox': sandbox } : {}),
      ...(carrier === 'token' ? { authorization: `${HEADERS.authorization}@${sandbox}` } : {}),
      ...(carrier === 'cookie' ? { cookie: `theme=dark; athena_sandbox=${sandbox}` } : {}),
      ...(carrier === 'baggage' ? { baggage: `tenant=t1, athena.sandbox=${sandbox};ttl=60,route=a` } : {}),
    },
  };
}
