import { prepareClock } from './calls/clock.ts';
import { prepareCollections } from './calls/state/collections.ts';
import { prepareConfig } from './calls/config.ts';
import type { PrepareControl } from './context/control.ts';
import { prepareCoverage } from './calls/coverage.ts';
import { prepareEvents } from './calls/events.ts';
import { prepareFaults } from './calls/faults.ts';
import { prepareHealth } from './calls/health.ts';
import { prepareRequests } from './calls/requests.ts';
import { prepareSandboxes } from './calls/sandboxes.ts';
import { prepareViolations } from './calls/violations.ts';
import { prepareReload } from './calls/reload.ts';
import { prepareRecords } from './calls/state/records.ts';
import { prepareReset } from './calls/state/reset.ts';
import { prepareScenarios } from './calls/scenarios.ts';
import { prepareSnapshots } from './calls/state/snapshots.ts';
import { prepareState } from './calls/state/state.ts';

/** Every resource of the control plane. `createControl` checks that they implement each operation of its document. */
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
