import { createHash, createHmac, hash, timingSafeEqual } from 'node:crypto';

/** Returns the SHA-256 of a text (UTF-8) or of bytes, as 64 hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** Returns a short digest for entity tags: 27 characters of base64url. */
export function toEntityTag(content: string | Uint8Array): string {
  return hash('sha1', content, 'base64url');
}

/** Returns the HMAC-SHA256 of a text (UTF-8), as 64 hexadecimal digits. */
export function hmacSha256(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Compares two texts in constant time. Only their lengths can be inferred from the time that it takes. */
export function isSameSecret(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** An incremental SHA-256. */
export interface RunningDigest {
  update(content: string | Uint8Array): RunningDigest;
  /** Returns the digest in hexadecimal digits. Call it once, at the end. */
  toHex(): string;
}

/** Creates an incremental SHA-256. */
export function createSha256(): RunningDigest {
  const digest = createHash('sha256');
  const running: RunningDigest = {
    update: (content) => {
      digest.update(content);
      return running;
    },
    toHex: () => digest.digest('hex'),
  };
  return running;
}
