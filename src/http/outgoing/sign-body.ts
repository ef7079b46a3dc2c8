import { hmacSha256 } from '../../kernel/random/digest.ts';

/**
 * Returns the signature of a body: `t=<seconds>,v1=<hex>`, where hex is the HMAC-SHA256 of `<seconds>.<body>`. A
 * receiver compares it, and rejects a time that is too long ago. `time` is in milliseconds.
 */
export function signBody(body: string, { secret, time }: { readonly secret: string; readonly time: number }): string {
  const seconds = Math.floor(time / 1000);
  return `t=${seconds},v1=${hmacSha256(secret, `${seconds}.${body}`)}`;
}
