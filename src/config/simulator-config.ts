import type { DURABILITIES, LOG_FORMATS, LOG_LEVELS } from './value-kinds.ts';

/** Everything that can be set, complete, after defaults. */
export interface SimulatorConfig {
  readonly port: number;
  readonly host: string;
  /** How clients reach this server where that is not its own address; without a slash at the end. */
  readonly publicUrl: string | undefined;
  readonly trustProxy: boolean;
  /** The folder that keeps the state; undefined keeps it in memory. */
  readonly data: string | undefined;
  /** When a write is made to survive a power cut; it survives the end of the process in any case. */
  readonly durability: (typeof DURABILITIES)[number];
  /** Begins anew from the fixtures, after moving aside what the folder holds. */
  readonly reset: boolean;
  /** Fills in what stored records lack and a changed contract has a default for. */
  readonly migrate: boolean;
  /** Fixes time, keys and randomness; null is the machine's clock and random keys. */
  readonly seed: string | null;
  /**
   * How fast what takes simulated time goes; undefined is 1, and `instant` with a seed, where time does not flow by
   * itself.
   */
  readonly speed: number | 'instant' | undefined;
  /** An OpenAPI document of the user's own; undefined is the contract that comes with the product. */
  readonly spec: string | undefined;
  /** Folders that references of the document may lead to, beside its own and the working directory. */
  readonly allowRefs: readonly string[];
  readonly fixtures: string | undefined;
  /** A YAML file that says what is answered where a model would answer. */
  readonly script: string | undefined;
  readonly token: string;
  readonly auth: 'on' | 'off';
  readonly strict: boolean;
  /** Nothing that was written for one answer is kept for the next. The answers are the same. */
  readonly noCache: boolean;
  readonly corsOrigins: readonly string[] | 'any';
  /** In bytes. */
  readonly maxBody: number;
  /** How many requests may wait for their answer at once; reads may be twice as many. */
  readonly maxInFlight: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly logFormat: (typeof LOG_FORMATS)[number];
  /** In milliseconds. */
  readonly shutdownTimeout: number;
  /** The folder of scenarios; undefined are those that come with the product. */
  readonly scenarios: string | undefined;
  /** The one that the world begins in. */
  readonly scenario: string | undefined;
  /** The folder that a report of what was exercised is written to at the end. */
  readonly coverageOut: string | undefined;
  /** Of the ways to be answered, in percent: below it the command ends with a failure. */
  readonly coverageMin: number | undefined;
  readonly maxSandboxes: number;
  /** Milliseconds after which a sandbox that nobody uses is given up; 0 keeps it. */
  readonly sandboxIdle: number;
  readonly requireSandbox: boolean;
  /** What opens the control plane; undefined makes one up. */
  readonly adminToken: string | undefined;
  /** Without a control plane. */
  readonly noAdmin: boolean;
  /** Host names that the control plane is known by, beside those of this machine. */
  readonly allowedHosts: readonly string[] | 'any';
  /** Reads what it was given again when a file of it changes. */
  readonly watch: boolean;
}

/** What a command may be told: what a simulator can be made with, and what `world` alone takes. */
export interface CommandConfig extends SimulatorConfig {
  /** In records. */
  readonly size: number;
  readonly out: string;
  readonly force: boolean;
}

/** The document, where else its references may lead, and the records. */
export type DocumentOptions = Pick<SimulatorConfig, 'spec' | 'fixtures'> & Partial<Pick<SimulatorConfig, 'allowRefs'>>;
