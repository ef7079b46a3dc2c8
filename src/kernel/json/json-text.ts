import { toEntityTag } from '../random/digest.ts';
import type { JsonValue } from './json.ts';

/** The parts of the text of an object whose `data` is an array, and of which the rest follows the array. */
export interface ListParts {
  /** The text before the elements. */
  readonly start: string;
  /** They are separated by commas. */
  readonly elements: readonly JsonText[];
  /** The text after the elements. With `start` alone it is the same object with an empty array. */
  readonly end: string;
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

  /** The text in UTF-8. A list takes the bytes of its elements. */
  get bytes(): Uint8Array {
    return (this.#bytes ??= this.parts === undefined ? Buffer.from(this.text) : joinBytes(this.parts));
  }

  /** The value of `Content-Length`. */
  get length(): string {
    return (this.#length ??= String(this.bytes.length));
  }

  /** A weak entity tag (RFC 9110 section 8.8.3). That of a list is derived from the tags of its elements. */
  get tag(): string {
    return (this.#tag ??= `W/"${toEntityTag(this.parts === undefined ? this.text : toTagSource(this.parts))}"`);
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

/** Joins the parts of a list without encoding the elements again. */
function joinBytes({ start, elements, end }: ListParts): Uint8Array {
  const first = Buffer.from(start);
  const last = Buffer.from(end);
  const separators = Math.max(elements.length - 1, 0);
  const size = elements.reduce((total, { bytes }) => total + bytes.length, first.length + last.length + separators);
  const joined = Buffer.allocUnsafe(size);
  joined.set(first, 0);
  let offset = first.length;
  for (const [index, { bytes }] of elements.entries()) {
    if (index > 0) joined[offset++] = COMMA;
    joined.set(bytes, offset);
    offset += bytes.length;
  }
  joined.set(last, offset);
  return joined;
}

/** Returns a text that is the same for two lists exactly if their parts are the same. */
function toTagSource({ start, elements, end }: ListParts): string {
  return `${start}${elements.map(({ tag }) => tag).join(',')}${end}`;
}

const COMMA = 0x2c;
