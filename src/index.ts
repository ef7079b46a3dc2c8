/** The contract's types, as openapi-typescript writes them: for typed clients of the Athena API. */
export type { components, operations, paths } from './athena/contract/contract.generated.ts';
export { createSharedLog, createSimulator } from './simulator.ts';
export type { SharedLog, Simulator, SimulatorOptions, SimulatorSummary } from './simulator.ts';
export type { ClockControls, WorldControls } from './control/world-controls.ts';
export type { ClockInfo } from './control/world/move-clock.ts';
export type { SandboxHandle } from './sandbox-handle.ts';
export type { StoreSnapshot } from './store/port/store.ts';
export { BootError } from './kernel/boot-fault.ts';
export type { BootFault } from './kernel/boot-fault.ts';
export type { ResponseBreach, ResponseCheckReport } from './pipeline/response/check.ts';
export { ControlError } from './assembly/testing/call-control.ts';
export type {
  Fault,
  FaultOptions,
  RecordedRequest,
  RequestFilter,
  TestControls,
  Verdict,
  Verification,
} from './assembly/testing/test-controls.ts';
export type { CoverageReport } from './control/coverage/report-coverage.ts';
