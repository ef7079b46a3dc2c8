import { toEntityTag } from '../random/digest.ts';
import type { JsonValue } from './json.ts';

/** The parts of an object's text that has a list under `data`. */
export interface ListParts {
  readonly elements: readonly JsonText[];
  /** The text of the same object, its list empty. */
  readonly rest: string;
}

/**
 * A text, JSON unless somebody says otherwise, that is sent as often as it is wanted: its bytes and its entity tag are
 * made once.
 */
export class JsonText {
  readonly text: string;
  /** What it was put together from, where that is known. */
  readonly parts: ListParts | undefined;
  #bytes: Uint8Array | undefined;
  #length: string | undefined;
  #tag: string | undefined;
  readonly #fitting: object[] = [];

  constructor(text: string, parts?: ListParts) {
    this.text = text;
    this.parts = parts;
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
  isKnownValid(validator: object): boolean {
    return this.#fitting.includes(validator);
  }

  /** Remembers that the text fits. */
  markValid(validator: object): void {
    this.#fitting.push(validator);
  }
}
