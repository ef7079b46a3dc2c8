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

/** What is known about a text besides itself. */
export interface JsonTextSource {
  readonly parts?: ListParts | undefined;
  readonly takeValue?: (() => JsonValue) | undefined;
}

/** A body that may be sent many times: its bytes and its entity tag are computed once. JSON by default. */
export class JsonText {
  readonly text: string;
  /** The parts that the text was assembled from, when known. */
  readonly parts: ListParts | undefined;
  #bytes: Uint8Array | undefined;
  #length: string | undefined;
  #tag: string | undefined;
  #wrapped: JsonText | undefined;
  #takeValue: (() => JsonValue) | undefined;
  readonly #validators: object[] = [];

  /** `takeValue` returns the value that the text was written from. It is called at most once. */
  constructor(text: string, { parts, takeValue }: JsonTextSource = {}) {
    this.text = text;
    this.parts = parts;
    this.#takeValue = takeValue;
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

  /** The text of an object with this value as its `data`. Always the same object. */
  get wrapped(): JsonText {
    return (this.#wrapped ??= new JsonText(`{"data":${this.text}}`, {
      takeValue: () => ({ data: this.takeValue() }),
    }));
  }

  /** Returns the value: the one that the text was written from if it is not taken yet, else a parsed one. */
  takeValue(): JsonValue {
    const take = this.#takeValue;
    // Kept values would take several times the memory of the text.
    this.#takeValue = undefined;
    return take === undefined ? (JSON.parse(this.text) as JsonValue) : take();
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
