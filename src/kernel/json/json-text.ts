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

/** Validates a value. Returns its violations, or an empty list for a valid value. */
export type CheckValue = (value: unknown) => readonly unknown[];

/**
 * What remains of a value when the texts that it nests are checked on their own: by `validate` the value is valid if
 * the outline is, and if each nested text is valid by its own validator.
 */
export interface Outline {
  readonly validate: CheckValue;
  readonly value: JsonValue;
  readonly nested: readonly NestedText[];
}

/** A text that is part of another one. */
export interface NestedText {
  readonly text: JsonText;
  readonly validate: CheckValue;
}

/** What is known about a text besides itself. */
export interface JsonTextSource {
  readonly parts?: ListParts | undefined;
  /** The text of `data`, when the text is an object with no other property. */
  readonly data?: JsonText | undefined;
  readonly outline?: Outline | undefined;
}

/** A body that may be sent many times: its bytes and its entity tag are computed once. JSON by default. */
export class JsonText {
  readonly text: string;
  /** The parts that the text was assembled from, when known. */
  readonly parts: ListParts | undefined;
  /** The text of `data`, when the text is an object with no other property. */
  readonly data: JsonText | undefined;
  #bytes: Uint8Array | undefined;
  #length: string | undefined;
  #tag: string | undefined;
  #wrapped: JsonText | undefined;
  #outline: Outline | undefined;
  readonly #validators: object[] = [];

  constructor(text: string, { parts, data, outline }: JsonTextSource = {}) {
    this.text = text;
    this.parts = parts;
    this.data = data;
    this.#outline = outline;
  }

  /** The text in UTF-8. */
  get bytes(): Uint8Array {
    return (this.#bytes ??= Buffer.from(this.text));
  }

  /** The value of `Content-Length`. */
  get length(): string {
    return (this.#length ??= String(this.bytes.length));
  }

  /** A weak entity tag (RFC 9110 section 8.8.3). That of a list is derived from the tags of its elements. */
  get tag(): string {
    return (this.#tag ??= this.parts === undefined ? toTag(this.bytes) : toTag(this.#toTagSource(this.parts)));
  }

  /** The text of an object with this value as its `data`. Always the same object. */
  get wrapped(): JsonText {
    return (this.#wrapped ??= new JsonText(`{"data":${this.text}}`, { data: this }));
  }

  /** Returns the value, which is parsed at each call. */
  parse(): JsonValue {
    return JSON.parse(this.text) as JsonValue;
  }

  /** Returns the outline of the value by a validator, if it is known. Later calls return undefined. */
  takeOutline(validate: CheckValue): Outline | undefined {
    const outline = this.#outline;
    if (outline?.validate !== validate) return undefined;
    // Its values would take several times the memory of the text.
    this.#outline = undefined;
    return outline;
  }

  /** Returns whether `markValid` was called for this validator. */
  isKnownValid(validate: CheckValue): boolean {
    return this.#validators.includes(validate);
  }

  /** Records that the text is valid by this validator. */
  markValid(validate: CheckValue): void {
    this.#validators.push(validate);
  }

  /** Returns a text that is the same for two lists exactly if their parts are the same. */
  #toTagSource({ start, elements, end }: ListParts): string {
    // Where each character is one byte, an element's bytes are a part of the list's.
    const bytes = this.bytes.length === this.text.length ? this.bytes : undefined;
    let offset = start.length;
    const tags = elements.map((element) => {
      const from = offset;
      offset += element.text.length + 1;
      return (element.#tag ??= toTag(bytes?.subarray(from, offset - 1) ?? Buffer.from(element.text)));
    });
    return `${start}${tags.join(',')}${end}`;
  }
}

function toTag(content: string | Uint8Array): string {
  return `W/"${toEntityTag(content)}"`;
}
