import { APPROVAL_CALLS } from './calls/approvals.ts';
import { CLOCK_CALLS } from './calls/clock.ts';
import { CONFIG_CALLS } from './calls/config.ts';
import { COVERAGE_CALLS } from './calls/coverage.ts';
import { DELIVERY_CALLS } from './calls/deliveries.ts';
import { EVENT_CALLS } from './calls/events.ts';
import { FAULT_CALLS } from './calls/faults.ts';
import { HEALTH_CALLS } from './calls/health.ts';
import { RECORDED_REQUEST_CALLS } from './calls/requests/recorded-request.ts';
import { RELOAD_CALLS } from './calls/reload.ts';
import { REPLICA_CALLS } from './calls/replicas.ts';
import { REPLY_CALLS } from './calls/replies.ts';
import { REQUEST_CALLS } from './calls/requests.ts';
import { SCENARIO_CALLS } from './calls/scenarios.ts';
import { COLLECTION_CALLS } from './calls/state/collections.ts';
import { RECORD_CALLS } from './calls/state/records.ts';
import { RESET_CALLS } from './calls/state/reset.ts';
import { SNAPSHOT_CALLS } from './calls/state/snapshots.ts';
import { STATE_CALLS } from './calls/state/state.ts';
import { VIOLATION_CALLS } from './calls/violations.ts';
import { DIFF_CALLS } from './calls/worlds/diff.ts';
import { REPLAY_CALLS } from './calls/worlds/replay.ts';
import { SANDBOX_CALLS } from './calls/worlds/sandboxes.ts';
import { TOKEN_CALLS } from './calls/worlds/tokens.ts';
import type { ControlCalls } from './context/control-call.ts';

/** Every call of the control plane. It does not compile while it lacks an operation of `control/openapi.yaml`. */
export const CONTROL_CALLS: ControlCalls = {
  ...HEALTH_CALLS,
  ...CONFIG_CALLS,
  ...SANDBOX_CALLS,
  ...FAULT_CALLS,
  ...REQUEST_CALLS,
  ...RECORDED_REQUEST_CALLS,
  ...VIOLATION_CALLS,
  ...COVERAGE_CALLS,
  ...DELIVERY_CALLS,
  ...EVENT_CALLS,
  ...REPLICA_CALLS,
  ...SCENARIO_CALLS,
  ...REPLY_CALLS,
  ...APPROVAL_CALLS,
  ...STATE_CALLS,
  ...COLLECTION_CALLS,
  ...RECORD_CALLS,
  ...RESET_CALLS,
  ...RELOAD_CALLS,
  ...SNAPSHOT_CALLS,
  ...CLOCK_CALLS,
  ...DIFF_CALLS,
  ...TOKEN_CALLS,
  ...REPLAY_CALLS,
};
