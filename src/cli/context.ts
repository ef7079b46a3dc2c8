import type { DocumentOptions, SimulatorConfig } from '../config/options.ts';
import type { BootFault } from '../kernel/boot-fault.ts';
import type { Logger } from '../kernel/logger.ts';

/** How a command ends. Two is what shells use for wrong usage; 130 says that a second signal ended it. */
export const EXIT_CODES = { ok: 0, failure: 1, usage: 2, interrupted: 130 } as const;

/** What a command sees of its process, so that a test can stand in for it. */
export interface Terminal {
  /** What was typed after the command's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Calls back at every request to stop (SIGINT, SIGTERM). */
  onSignal(listener: (signal: string) => void): void;
  /** Ends the process at once. */
  exit(code: number): void;
}

/** A stream to write on; a person reads it where it is a TTY. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
  /** Writes what has colours of ours, where `write` would show them as text. */
  writeStyled?(text: string): unknown;
}

/** What was compiled, counted; the time is in milliseconds. */
export interface CompileSummary {
  readonly title: string;
  readonly paths: number;
  readonly operations: number;
  readonly resources: number;
  readonly records: number;
  readonly milliseconds: number;
}

/** What the banner may show of the platform that is simulated. */
export interface Welcome {
  /** Who signs in, and how: one line. */
  readonly user?: string | undefined;
  /** A path worth a first request. */
  readonly samplePath?: string | undefined;
}

/**
 * The part of a simulator that `start` needs. `close` lets requests in flight finish within the shutdown timeout, and
 * keeps what was written.
 */
export interface StartedSimulator {
  readonly summary: CompileSummary;
  readonly welcome?: Welcome | undefined;
  /** Where the API reference is: a contract may have `/docs` itself. */
  readonly docsPath: string;
  /** What opens the control plane. */
  readonly adminToken: string;
  listen(options: { port: number; host: string }): Promise<{ url: string; port: number }>;
  close(): Promise<void>;
  /** What of the contract was exercised. */
  coverage(): {
    readonly summary: {
      readonly responses: { readonly covered: number; readonly total: number; readonly percent: number };
    };
  };
}

/** What `validate` found, and how much it looked at. */
export interface ContractReport {
  readonly faults: readonly BootFault[];
  readonly operations: number;
  readonly validators: number;
  readonly examples: number;
  readonly fixtures: number;
}

/** What `repair` kept of a data folder, and what went. */
export interface RepairReport {
  /** Where everything was copied to before anything was changed; undefined where there was nothing to repair. */
  readonly copy: string | undefined;
  /** The state after this many transactions is kept. */
  readonly position: number;
  /** Of these, the ones that the journal holds. */
  readonly kept: number;
  /** Each thing that was wrong: the file, the offset in bytes, and what. */
  readonly damage: { readonly file: string; readonly offset: number; readonly message: string } | undefined;
  /** Lines behind the damage that could be read, and went with it: what they changed may rest on what is lost. */
  readonly dropped: number;
}

/** Where a starter was written, and its files; or those that were there already, and then nothing was written. */
export type StarterReport =
  | { readonly kind: 'written'; readonly folder: string; readonly files: readonly string[] }
  | { readonly kind: 'exists'; readonly folder: string; readonly files: readonly string[] };

/** What a world is made from; `size` is in records. */
export interface WorldRequest extends DocumentOptions {
  readonly seed: string | undefined;
  readonly size: number;
  readonly out: string;
  readonly force: boolean;
}

/** How many records each collection of a written world has. */
export interface WorldReport {
  readonly records: number;
  readonly collections: readonly { readonly name: string; readonly records: number }[];
  readonly milliseconds: number;
}

/** Where a snapshot goes, or comes from. */
export interface SnapshotRequest extends DocumentOptions {
  readonly data: string;
  readonly file: string;
}

/** Everything that the commands use and do not make themselves. */
export interface CliContext {
  readonly terminal: Terminal;
  readonly version: string;
  /** Headers of the platform that carry secrets, to be redacted in the log as the usual ones are. */
  readonly redactedHeaders: readonly string[];
  readonly createSimulator: (options: SimulatorConfig & { readonly logger: Logger }) => Promise<StartedSimulator>;
  readonly exportSnapshot: (request: SnapshotRequest) => Promise<{ readonly records: number }>;
  readonly importSnapshot: (request: SnapshotRequest) => Promise<{ readonly records: number }>;
  readonly repairData: (data: string) => Promise<RepairReport>;
  readonly validateContract: (options: DocumentOptions) => Promise<ContractReport>;
  readonly writeStarter: (folder: string) => Promise<StarterReport>;
  readonly writeWorld: (request: WorldRequest) => Promise<WorldReport>;
}
