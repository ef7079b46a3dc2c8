import { SimulatorError } from './simulator-error.ts';

/** One error in the contract, the fixtures, the stored data or the options, and how to fix it. */
export interface BootFault {
  /** The file or option that holds the error. */
  readonly file: string;
  /** A JSON Pointer (RFC 6901) into the file; empty for the whole file. */
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
}

/**
 * A `SimulatorError` with the code `BOOT_FAILED`: the simulator cannot start. Lists every fault found, not only the
 * first.
 */
export class BootError extends SimulatorError {
  readonly faults: readonly BootFault[];

  constructor(faults: readonly BootFault[]) {
    super('BOOT_FAILED', faults.map(toLine).join('\n'));
    this.name = 'BootError';
    this.faults = faults;
  }
}

function toLine({ file, pointer, message, remedy }: BootFault): string {
  return `${file}${pointer === '' ? '' : `#${pointer}`}: ${message} ${remedy}`;
}
