import { prepareClock } from './clock.ts';
import { prepareCollections } from './collections.ts';
import type { PrepareControl } from './control.ts';
import { prepareHealth } from './health.ts';
import { prepareRecords } from './records.ts';
import { prepareReset } from './reset.ts';
import { prepareSandboxes } from './sandboxes.ts';
import { prepareSnapshots } from './snapshots.ts';
import { prepareState } from './state.ts';

/** Every resource of the control plane. Together they answer each operation of its document, which `createControl` sees to. */
export const CONTROL_RESOURCES: readonly PrepareControl[] = [
  prepareHealth,
  prepareSandboxes,
  prepareState,
  prepareCollections,
  prepareRecords,
  prepareReset,
  prepareSnapshots,
  prepareClock,
];
