import { toEntityTag } from '../random/digest.ts';
import type { JsonValue } from './json.ts';

/** The parts of the text of an object whose `data` is an array. */
export interface ListParts {
  readonly elements: readonly JsonText[];
  /** The text of the same object with an empty array. */
  readonly envelope: string;
}

/** A body that may be sent many times: its bytes and its entity tag are computed once. JSON by default. */
export class JsonText {
  readonly text: string;
  /** The parts that the text was assembled from, when known. */
  readonly parts: ListParts | undefined;
  #bytes: Uint8Array | undefined;
  #length: string | undefined;
  #tag: string | undefined;
  readonly #validators: object[] = [];

  constructor(text: string, parts?: ListParts) {
    this.text = text;
    this.parts = parts;
  }

  /** The text in UTF-8. */
  get bytes(): Uint8Array {
    return (this.#bytes ??= Buffer.from(this.text));
  }

  /** The value of `Content-Length`. */
  get length(): string {
    return (this.#length ??= String(this.bytes.length));
  }

  /** A weak entity tag (RFC 9110 section 8.8.3). */
  get tag(): string {
    return (this.#tag ??= `W/"${toEntityTag(this.text)}"`);
  }

  /** Parses the text. */
  toValue(): JsonValue {
    return JSON.parse(this.text) as JsonValue;
  }

  /** Returns whether `markValid` was called for this validator. */
  isKnownValid(validator: object): boolean {
    return this.#validators.includes(validator);
  }

  /** Records that the text is valid by this validator. */
  markValid(validator: object): void {
    this.#validators.push(validator);
  }
}
