import type { BlobValue } from '../../store/port/blobs.ts';

/** A file whose bytes are a blob. A record that holds its content keeps the blob from being collected. */
export interface StoredFile {
  /** With safe characters only, and without a path. */
  readonly name: string;
  readonly content: BlobValue;
}

/** The files of a form, by field. */
export type SentFiles = Readonly<Record<string, readonly StoredFile[]>>;
