import { prepareClock } from './clock.ts';
import { prepareCollections } from './collections.ts';
import { prepareConfig } from './config.ts';
import type { PrepareControl } from './control.ts';
import { prepareCoverage } from './coverage.ts';
import { prepareEvents } from './events.ts';
import { prepareFaults } from './faults.ts';
import { prepareHealth } from './health.ts';
import { prepareRequests } from './requests.ts';
import { prepareSandboxes } from './sandboxes.ts';
import { prepareViolations } from './violations.ts';
import { prepareReload } from './reload.ts';
import { prepareRecords } from './records.ts';
import { prepareReset } from './reset.ts';
import { prepareScenarios } from './scenarios.ts';
import { prepareSnapshots } from './snapshots.ts';
import { prepareState } from './state.ts';

/** Every resource of the control plane. Together they answer each operation of its document, which `createControl` sees to. */
export const CONTROL_RESOURCES: readonly PrepareControl[] = [
  prepareHealth,
  prepareConfig,
  prepareSandboxes,
  prepareFaults,
  prepareRequests,
  prepareViolations,
  prepareCoverage,
  prepareEvents,
  prepareScenarios,
  prepareState,
  prepareCollections,
  prepareRecords,
  prepareReset,
  prepareReload,
  prepareSnapshots,
  prepareClock,
];
