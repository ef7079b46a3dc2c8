/** A part of a JSON text that several texts have. Its bytes are encoded once. */
export class TextFragment {
  readonly text: string;
  #bytes: Uint8Array | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The text in UTF-8. */
  get bytes(): Uint8Array {
    return (this.#bytes ??= Buffer.from(this.text));
  }
}
