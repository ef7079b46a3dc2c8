import type { JsonValue } from '../../kernel/json/json.ts';
import type { BlobLease, Blobs } from '../../store/port/blobs.ts';

/** A form that was read with its files. */
export interface Upload {
  /** The form as JSON, with a token in the place of each file. */
  readonly value: JsonValue;
  /** By token. */
  readonly files: ReadonlyMap<string, UploadedFile>;
  /** The body without the content of its files, for logs. */
  readonly outline: Uint8Array;
  /**
   * Releases the files' leases, so that those that no record refers to may be collected. Called once the request has
   * been responded to, with whether a rule may have stored records that refer to them.
   */
  release(isUsed: boolean): void;
}

/** Where files are stored. */
export interface UploadTarget {
  readonly blobs: Blobs;
  /** Called with the bytes that files take which a request has stored and not used. */
  readonly onUnused: (bytes: number) => void;
}

/** A part of a form: a text or a file. */
export interface UploadedPart {
  readonly name: string;
  text?: string;
  file?: UploadedFile;
  /** It is an input for a file, and no file was chosen. */
  isEmpty?: true;
}

/** A file of a form. */
export interface UploadedFile {
  /** Without a path, and with safe characters only. */
  readonly name: string;
  /** By its content rather than by what the client declares. */
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** Undefined for a file that was not stored: it is too large, or one of too many. */
  readonly lease: BlobLease | undefined;
}
