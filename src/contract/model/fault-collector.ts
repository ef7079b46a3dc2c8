import type { BootFault } from '../../kernel/boot-fault.ts';

/** Gathers what is wrong with a contract, by the place in the bundled document. */
export interface FaultCollector {
  add(pointer: string, message: string, remedy: string): void;
  /** As `add`, of what a foreign document may do: `remedy` says what was made of it. */
  warn(pointer: string, message: string, remedy: string): void;
  readonly warnings: readonly BootFault[];
  readonly faults: readonly BootFault[];
}

/** Says each fault with the file that it was written in. */
export function createFaultCollector(locate: (pointer: string) => { file: string; pointer: string }): FaultCollector {
  const faults: BootFault[] = [];
  const warnings: BootFault[] = [];
  return {
    faults,
    warnings,
    warn: (pointer, message, remedy) => {
      warnings.push({ ...locate(pointer), message, remedy });
    },
    add: (pointer, message, remedy) => {
      faults.push({ ...locate(pointer), message, remedy });
    },
  };
}
