/** One thing that is wrong with the contract, the fixtures, the stored data or the options, and how to mend it. */
export interface BootFault {
  /** The file (or option) that holds it. */
  readonly file: string;
  /** A JSON Pointer (RFC 6901) into the file; empty for the whole of it. */
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
}

/** Refuses to start: carries every fault that was found, not the first alone. */
export class BootError extends Error {
  readonly faults: readonly BootFault[];

  constructor(faults: readonly BootFault[]) {
    super(faults.map(toLine).join('\n'));
    this.name = 'BootError';
    this.faults = faults;
  }
}

function toLine({ file, pointer, message, remedy }: BootFault): string {
  return `${file}${pointer === '' ? '' : `#${pointer}`}: ${message} ${remedy}`;
}
