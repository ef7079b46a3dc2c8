import type { Rule } from '../../behaviour/rule/behaviour.ts';
import type { Platform } from '../../behaviour/platform.ts';
import type { RunDueWork } from '../../behaviour/run-due-work.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { JsonObject } from '../../kernel/json/json.ts';
import type { FaultBook } from '../../pipeline/faults/model/fault-set.ts';
import type { CollectionSpec } from '../../store/port/store.ts';
import type { World } from '../../store/port/world.ts';
import type { Worlds } from '../../store/worlds.ts';
import type { CheckState } from '../world/check-state.ts';
import type { ScenarioBook } from '../scenarios/scenario-book.ts';
import type { LiveSettings } from './live-settings.ts';
import type { SnapshotStores } from '../world/snapshot-stores.ts';
import type { TrafficRecorder } from '../traffic/traffic-recorder.ts';

/** What the calls of the control plane work with. */
export interface ControlCallDeps {
  readonly worlds: Worlds;
  /** The contract that is simulated. */
  readonly contract: CompiledContract;
  /** The rules that go with it. */
  readonly platform: Platform | undefined;
  /** All that a world's store keeps. */
  readonly collections: readonly CollectionSpec[];
  readonly checkState: CheckState;
  /** The snapshots of each world. */
  readonly snapshotStores: SnapshotStores;
  readonly runDueWork: RunDueWork;
  /** What is to go wrong on order, by world. */
  readonly faults: FaultBook<World>;
  /** How many sandboxes there can be. */
  readonly maxSandboxes: number;
  /** What `/__admin/health` says. */
  readonly health: () => JsonObject;
  readonly recorder: TrafficRecorder;
  /** The settings that can change. */
  readonly live: LiveSettings;
  readonly scenarios: ScenarioBook;
  /**
   * Reads what the simulator was given again. Throws a BootError, or a Problem where the state stands in the way; then
   * all is as before.
   */
  readonly reload: () => Promise<ReloadResult>;
  /** Of the product. */
  readonly version: string;
}

/** What came of reading everything again. */
export interface ReloadResult {
  readonly contract: CompiledContract;
  /** The document is another one than before. */
  readonly isChanged: boolean;
  /** Names of the sandboxes that were given up. */
  readonly sandboxes: readonly string[];
}

/**
 * The calls of one resource, by the operationId that `control/openapi.yaml` gives them. A call has been validated
 * against that document; `call.world` is the sandbox that the request names, or the baseline.
 */
export type ControlRules = Readonly<Record<string, Rule>>;

/** Makes the calls of one resource, once, at boot. */
export type PrepareControl = (tools: ControlCallDeps) => ControlRules;
