import { createHash, hash, timingSafeEqual } from 'node:crypto';

/** SHA-256 of a text (UTF-8) or of bytes, as 64 hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** A short digest for entity tags: 27 characters of base64url. */
export function toEntityTag(content: string | Uint8Array): string {
  return hash('sha1', content, 'base64url');
}

/** Compares two texts in a time that does not depend on where they differ, but on whether they are of one length. */
export function isSameSecret(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** A SHA-256 of what comes in pieces. */
export interface RunningDigest {
  update(bytes: Uint8Array): RunningDigest;
  /** In hexadecimal digits; ends it. */
  toHex(): string;
}

/** Begins a SHA-256 of nothing. */
export function createSha256(): RunningDigest {
  const digest = createHash('sha256');
  const running: RunningDigest = {
    update: (bytes) => {
      digest.update(bytes);
      return running;
    },
    toHex: () => digest.digest('hex'),
  };
  return running;
}
