import type { PrepareControl } from './control.ts';
import { prepareHealth } from './health.ts';
import { prepareSandboxes } from './sandboxes.ts';

/** Every resource of the control plane. Together they answer each operation of its document, which `createControl` sees to. */
export const CONTROL_RESOURCES: readonly PrepareControl[] = [prepareHealth, prepareSandboxes];
