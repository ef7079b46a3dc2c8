/** The contract's types, as openapi-typescript writes them: for typed clients of the Athena API. */
export type { components, operations, paths } from './athena/contract.generated.ts';
export { createSimulator } from './simulator.ts';
export type { Sandbox, Simulator, SimulatorOptions, SimulatorSummary } from './simulator.ts';
export { BootError } from './kernel/boot-fault.ts';
export type { BootFault } from './kernel/boot-fault.ts';
export type { ResponseBreach, ResponseLedger } from './pipeline/check.ts';
export { ControlError } from './assembly/call-control.ts';
export type { RequestFilter, WorldHandle } from './assembly/world-handle.ts';
export type { CoverageReport } from './control/coverage/report-coverage.ts';
