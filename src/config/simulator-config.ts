import type { DURABILITIES, LOG_FORMATS, LOG_LEVELS } from './options/value-kinds.ts';

/** The complete configuration of a simulator, with defaults filled in. */
export interface SimulatorConfig {
  readonly port: number;
  readonly host: string;
  /** The base URL that clients use when it differs from the server's address; without a trailing slash. */
  readonly publicUrl: string | undefined;
  readonly trustProxy: boolean;
  /** The folder that stores the state; undefined keeps it in memory. */
  readonly data: string | undefined;
  /** When a write survives a power cut. Every acknowledged write survives the end of the process. */
  readonly durability: (typeof DURABILITIES)[number];
  /** Starts from the fixtures, after archiving the contents of the data folder. */
  readonly reset: boolean;
  /** Adds missing properties that have defaults to stored records after the contract has changed. */
  readonly migrate: boolean;
  /** Fixes time, keys and randomness; null uses the machine's clock and random keys. */
  readonly seed: string | null;
  /**
   * The speed-up factor for scheduled work. Undefined means 1, or `instant` with a seed, since a seeded clock does not
   * advance by itself.
   */
  readonly speed: number | 'instant' | undefined;
  /** The path of the user's OpenAPI document; undefined uses the included contract. */
  readonly spec: string | undefined;
  /** Folders that references of the document may read, besides its own folder and the working directory. */
  readonly allowRefs: readonly string[];
  readonly fixtures: string | undefined;
  /** A YAML file with rules for what is answered in place of a model. */
  readonly script: string | undefined;
  readonly token: string;
  readonly auth: 'on' | 'off';
  readonly strict: boolean;
  /** Disables the response cache. The responses are the same. */
  readonly noCache: boolean;
  readonly corsOrigins: readonly string[] | 'any';
  /** In bytes. */
  readonly maxBody: number;
  /** The maximum number of requests waiting for a response; twice as many for reads. */
  readonly maxInFlight: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly logFormat: (typeof LOG_FORMATS)[number];
  /** In milliseconds. */
  readonly shutdownTimeout: number;
  /** The folder of scenarios; undefined uses the included ones. */
  readonly scenarios: string | undefined;
  /** The name of the scenario to activate at the start. */
  readonly scenario: string | undefined;
  /** The folder that the coverage report is written to at the end. */
  readonly coverageOut: string | undefined;
  /** The minimum percentage of covered responses; below it the command fails. */
  readonly coverageMin: number | undefined;
  readonly maxSandboxes: number;
  /** Milliseconds after which an unused sandbox is evicted; 0 means never. */
  readonly sandboxIdle: number;
  readonly requireSandbox: boolean;
  /** The token of the control plane; undefined generates one. */
  readonly adminToken: string | undefined;
  /** Disables the control plane. */
  readonly noAdmin: boolean;
  /** Host names that the control plane accepts, besides those of this machine. */
  readonly allowedHosts: readonly string[] | 'any';
  /** Reloads the document, fixtures, script and scenarios when one of their files changes. */
  readonly watch: boolean;
}

/** The configuration of a command: a simulator's, and the options of `world`. */
export interface CommandConfig extends SimulatorConfig {
  /** The number of records. */
  readonly size: number;
  readonly out: string;
  readonly force: boolean;
}

/** The options that determine the document and the initial records. */
export type DocumentOptions = Partial<Pick<SimulatorConfig, 'spec' | 'fixtures' | 'allowRefs'>>;

/** A world to write: `size` records in total, including those of the fixtures. */
export interface WriteWorldOptions extends DocumentOptions {
  readonly seed: string | undefined;
  readonly size: number;
  readonly out: string;
  /** Allows a folder that is not empty. */
  readonly force: boolean;
}

/** A data folder, and the file to export its state to or import it from. */
export interface SnapshotFileOptions extends DocumentOptions {
  readonly data: string;
  readonly file: string;
}
