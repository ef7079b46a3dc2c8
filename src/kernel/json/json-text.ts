import { toEntityTag } from '../random/digest.ts';
import type { JsonValue } from './json.ts';
import type { TextFragment } from './text-fragment.ts';

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
  readonly toValue: () => JsonValue;
  readonly nested: readonly NestedText[];
  /** Whether the outline is valid. Texts whose outlines are equal may share it. */
  readonly proof: Proof;
}

/** What is known about the validity of an outline. */
export interface Proof {
  isValid: boolean;
}

/** A text that is part of another one. */
export interface NestedText {
  readonly text: JsonText;
  readonly validate: CheckValue;
}

/** A piece of a text. */
export type TextPiece = string | TextFragment | JsonText;

/** What is known about a text besides itself. */
export interface JsonTextSource {
  readonly parts?: ListParts | undefined;
  /** The text of `data`, when the text is an object with no other property. */
  readonly data?: JsonText | undefined;
  readonly outline?: Outline | undefined;
  /** The text is part of several texts, one after the other: it keeps its bytes for them. */
  readonly keepsBytes?: boolean;
}

/** A body that may be sent many times: its bytes and its entity tag are computed once. JSON by default. */
export class JsonText {
  /** The parts that the text was assembled from, when known. */
  readonly parts: ListParts | undefined;
  /** The text of `data`, when the text is an object with no other property. */
  readonly data: JsonText | undefined;
  readonly #pieces: readonly TextPiece[];
  readonly #keepsBytes: boolean;
  #text: string | undefined;
  #bytes: Uint8Array | undefined;
  #length: string | undefined;
  #tag: string | undefined;
  #wrapped: JsonText | undefined;
  #outline: Outline | undefined;
  /** Where the bytes of the elements of a list are. */
  #ranges: Range[] | undefined;
  readonly #validators: object[] = [];

  constructor(text: string | readonly TextPiece[], { parts, data, outline, keepsBytes = false }: JsonTextSource = {}) {
    this.#pieces = typeof text === 'string' ? [text] : text;
    this.#keepsBytes = keepsBytes;
    this.parts = parts;
    this.data = data;
    this.#outline = outline;
  }

  /** Creates the text of a list. */
  static fromParts(parts: ListParts): JsonText {
    const { start, elements, end } = parts;
    const list = elements.flatMap((element, index) => (index === 0 ? [element] : [',', element]));
    return new JsonText([start, ...list, end], { parts });
  }

  get text(): string {
    return (this.#text ??= join(this.#pieces));
  }

  /** The text in UTF-8. */
  get bytes(): Uint8Array {
    return (this.#bytes ??= this.#encode());
  }

  /** The value of `Content-Length`. */
  get length(): string {
    return (this.#length ??= String(this.bytes.length));
  }

  /** A weak entity tag (RFC 9110 section 8.8.3). That of a list is derived from the tags of its elements. */
  get tag(): string {
    return (this.#tag ??= toTag(this.parts === undefined ? this.bytes : this.#toTagSource(this.parts)));
  }

  /** The text of an object with this value as its `data`. Always the same object. */
  get wrapped(): JsonText {
    return (this.#wrapped ??= new JsonText(['{"data":', this, '}'], { data: this }));
  }

  /** Returns the same text without its bytes and all else that is derived from it, for a reader who may never come. */
  detach(): JsonText {
    return new JsonText(this.#pieces);
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

  #encode(): Uint8Array {
    const [first] = this.#pieces;
    if (typeof first === 'string' && this.#pieces.length === 1) return Buffer.from(first);
    const target = Buffer.allocUnsafeSlow(this.#size());
    this.#writeTo(target, 0);
    return target;
  }

  /** Writes the bytes into a buffer, and returns where they end. */
  #writeTo(target: Buffer, start: number): number {
    if (this.#bytes !== undefined) return copyTo(target, this.#bytes, start);
    const ranges: Range[] | undefined = this.parts === undefined ? undefined : (this.#ranges = []);
    let end = start;
    for (const piece of this.#pieces) {
      const from = end;
      if (typeof piece === 'string') end = writeString(piece, target, from);
      else if (this.#isWrittenInPlace(piece)) end = piece.#writeTo(target, from);
      else end = copyTo(target, piece.bytes, from);
      if (piece instanceof JsonText) ranges?.push({ from, end });
    }
    return end;
  }

  /** Returns the number of bytes. */
  #size(): number {
    if (this.#bytes !== undefined) return this.#bytes.length;
    let size = 0;
    for (const piece of this.#pieces) {
      if (typeof piece === 'string') size += Buffer.byteLength(piece);
      else if (this.#isWrittenInPlace(piece)) size += piece.#size();
      else size += piece.bytes.length;
    }
    return size;
  }

  /** Returns whether a piece is written without bytes of its own. An object around `data` is always sent whole. */
  #isWrittenInPlace(piece: TextFragment | JsonText): piece is JsonText {
    return piece instanceof JsonText && (!piece.#keepsBytes || this.data !== undefined);
  }

  /** Returns a text that is the same for two lists exactly if their parts are the same. */
  #toTagSource({ start, elements, end }: ListParts): string {
    const { bytes } = this;
    const ranges = this.#ranges;
    const tags = elements.map((element, index) => {
      const range = ranges?.[index];
      return (element.#tag ??= toTag(range === undefined ? element.bytes : bytes.subarray(range.from, range.end)));
    });
    this.#ranges = undefined;
    return `${start}${tags.join(',')}${end}`;
  }
}

interface Range {
  readonly from: number;
  readonly end: number;
}

function join(pieces: readonly TextPiece[]): string {
  let text = '';
  for (const piece of pieces) text += typeof piece === 'string' ? piece : piece.text;
  return text;
}

function copyTo(target: Buffer, bytes: Uint8Array, start: number): number {
  target.set(bytes, start);
  return start + bytes.length;
}

function writeString(text: string, target: Buffer, start: number): number {
  if (text.length > MAX_SHORT) return start + target.write(text, start);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= MIN_WIDE) return start + target.write(text, start);
    target[start + index] = code;
  }
  return start + text.length;
}

function toTag(content: string | Uint8Array): string {
  return `W/"${toEntityTag(content)}"`;
}

/** Up to this length, a call of the encoder costs more than a loop. */
const MAX_SHORT = 32;
/** The first character that takes more than one byte. */
const MIN_WIDE = 0x80;
