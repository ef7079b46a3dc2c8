import { toEntityTag } from './digest.ts';
import type { JsonValue } from './json.ts';

/** A text, JSON unless somebody says otherwise, that is sent as often as it is wanted: its bytes and its entity tag are made once. */
export class JsonText {
  readonly text: string;
  #bytes: Uint8Array | undefined;
  #length: string | undefined;
  #tag: string | undefined;
  readonly #fitting: object[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** In UTF-8. */
  get bytes(): Uint8Array {
    return (this.#bytes ??= Buffer.from(this.text));
  }

  /** In bytes, as `Content-Length` says it. */
  get length(): string {
    return (this.#length ??= String(this.bytes.length));
  }

  /** A weak entity tag (RFC 9110 section 8.8.3). */
  get tag(): string {
    return (this.#tag ??= `W/"${toEntityTag(this.text)}"`);
  }

  /** What the text says. */
  toValue(): JsonValue {
    return JSON.parse(this.text) as JsonValue;
  }

  /** Whether it is known that the text fits what `validator` demands. */
  fits(validator: object): boolean {
    return this.#fitting.includes(validator);
  }

  /** Remembers that the text fits. */
  markFitting(validator: object): void {
    this.#fitting.push(validator);
  }
}
