import type { Platform } from '../../behaviour/platform.ts';
import type { DueWorkRunner } from '../../behaviour/due-work-runner.ts';
import type { CompiledContract } from '../../contract/model/contract.ts';
import type { NameServer } from '../../kernel/text/command-url.ts';
import type { Pipeline } from '../../pipeline/exchange/exchange.ts';
import type { FaultBook } from '../../pipeline/faults/model/fault-set.ts';
import type { RateLimit } from '../../pipeline/request/rate-limit.ts';
import type { Webhooks } from '../../pipeline/outgoing/create-webhooks.ts';
import type { CollectionSpec } from '../../store/port/store.ts';
import type { Worlds } from '../../store/port/worlds.ts';
import type { CheckState } from '../world/check-state.ts';
import type { ScenarioBook } from '../scenarios/scenario-book.ts';
import type { AdmitReplay } from './admit-replay.ts';
import type { Replicas } from './replicas.ts';
import type { LiveSettings } from './live-settings.ts';
import type { SnapshotStores } from '../world/snapshot-stores.ts';
import type { TrafficRecorder } from '../traffic/traffic-recorder.ts';
import type { WireSchema } from '../wire/wire-types.ts';

/** Dependencies of the control plane's calls. */
export interface ControlCallDeps {
  readonly worlds: Worlds;
  /** The simulated contract. */
  readonly contract: CompiledContract;
  /** The platform rules of that contract. */
  readonly platform: Platform | undefined;
  /** Every collection of a world's store. */
  readonly collections: readonly CollectionSpec[];
  readonly checkState: CheckState;
  /** The snapshots of each world. */
  readonly snapshotStores: SnapshotStores;
  readonly dueWork: DueWorkRunner;
  /** The fault rules of each world. */
  readonly faults: FaultBook;
  /** How many requests each caller may send; undefined when any number. */
  readonly rateLimit: RateLimit | undefined;
  /** The maximum number of sandboxes. */
  readonly maxSandboxes: number;
  /** Returns the response of `/__admin/health`. */
  readonly health: () => HealthReport;
  readonly recorder: TrafficRecorder;
  /** The settings that can change at run time. */
  readonly live: LiveSettings;
  readonly scenarios: ScenarioBook;
  /** The webhooks that the contract declares. */
  readonly webhooks: Webhooks;
  /**
   * Reads the document, fixtures, script and scenarios again. Rejects with a BootError when a file is invalid, or with
   * a Problem when a stored record does not fit the new contract; nothing changes then.
   */
  readonly reload: () => Promise<ReloadResult>;
  /** Serves recorded requests that are sent again, past the response cache. */
  readonly sendAgain: Pipeline;
  /** Admits the requests that are sent again, and gives them their turns. */
  readonly admitReplay: AdmitReplay;
  /** Names this server in the commands of responses. */
  readonly nameServer: () => NameServer;
  /** The replicas of the log; undefined without a log. */
  readonly replicas: Replicas | undefined;
  /** The version of the product. */
  readonly version: string;
}

/** The response of `/__admin/health`. Its status is 503 when a load balancer must leave this replica. */
export interface HealthReport {
  readonly status: 200 | 503;
  readonly body: WireSchema<'Health'>;
}

/** The result of a reload. */
export interface ReloadResult {
  readonly contract: CompiledContract;
  /** Whether the document differs from the previous one. */
  readonly isChanged: boolean;
  /** Names of the sandboxes that were removed. */
  readonly sandboxes: readonly string[];
}
