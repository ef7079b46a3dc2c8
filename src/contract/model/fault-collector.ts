import type { BootFault } from '../../kernel/boot-fault.ts';

/** Collects the faults of a contract by JSON Pointer of the bundled document. */
export interface FaultCollector {
  add(pointer: string, message: string, remedy: string): void;
  /** Adds a tolerated fault of a third-party document. `remedy` says how the simulator handles it. */
  warn(pointer: string, message: string, remedy: string): void;
  readonly warnings: readonly BootFault[];
  readonly faults: readonly BootFault[];
}

/** Creates a collector that translates pointers to source files with `locate`. */
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
