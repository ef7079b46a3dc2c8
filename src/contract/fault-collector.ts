import type { BootFault } from '../kernel/boot-fault.ts';

/** Gathers what is wrong with a contract, by the place in the bundled document. */
export interface FaultCollector {
  add(pointer: string, message: string, remedy: string): void;
  readonly faults: readonly BootFault[];
}

/** Says each fault with the file that it was written in. */
export function createFaultCollector(locate: (pointer: string) => { file: string; pointer: string }): FaultCollector {
  const faults: BootFault[] = [];
  return {
    faults,
    add: (pointer, message, remedy) => {
      faults.push({ ...locate(pointer), message, remedy });
    },
  };
}
