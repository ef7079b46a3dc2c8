import type { Readable, Writable } from 'node:stream';
import type {
  DocumentOptions,
  SimulatorConfig,
  SnapshotFileOptions,
  WriteWorldOptions,
} from '../../config/simulator-config.ts';
import type { BootFault } from '../../kernel/boot-fault.ts';
import type { Finding } from '../../kernel/finding.ts';
import type { ReportProgress } from '../../kernel/report-progress.ts';
import type { Logger } from '../../kernel/logger.ts';

/** The exit codes. 2 is the shells' convention for wrong usage, 130 for termination by a signal (the second one). */
export const EXIT_CODES = { ok: 0, failure: 1, usage: 2, interrupted: 130 } as const;

/** The process as commands see it; tests substitute their own. */
export interface Terminal {
  /** The arguments after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory. */
  readonly folder: string;
  /** The version of Node, such as `20.19.0`. */
  readonly nodeVersion: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Opens standard input and output as they are, for a command that speaks a protocol by them. */
  openStdio(): { readonly input: Readable; readonly output: Writable };
  /** Waits until standard output is written, and returns the first error of it since the last call. */
  takeOutputError(): Promise<Error | undefined>;
  /** Calls the listener at every SIGINT and SIGTERM. */
  onSignal(listener: (signal: string) => void): void;
  /** Asks the person at the terminal, and returns the answer. Undefined when input or output is not a terminal. */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  /** Ends the process immediately. */
  exit(code: number): void;
  /** Returns the memory that the start has taken and serving does not need, once the process is idle. */
  releaseMemory(): void;
}

/** An output stream. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  /** The width of a terminal. */
  readonly columns?: number | undefined;
  write(text: string): unknown;
  /** Writes text with colour codes, which `write` escapes. */
  writeStyled?(text: string): unknown;
}

/** What was compiled at the start, in numbers, and how long it took. */
export interface CompileSummary {
  readonly title: string;
  readonly paths: number;
  readonly operations: number;
  readonly resources: number;
  readonly records: number;
  readonly milliseconds: number;
}

/** What the banner shows of the simulated platform. */
export interface Welcome {
  /** The demo user and how to sign in, in one line. */
  readonly user?: string | undefined;
  /** The path of the suggested first request. */
  readonly samplePath?: string | undefined;
}

/**
 * The part of a simulator that `start` uses. `close` lets requests in flight finish within the shutdown timeout and
 * stores all acknowledged writes.
 */
export interface StartedSimulator {
  readonly summary: CompileSummary;
  readonly welcome?: Welcome | undefined;
  /** The path of the API reference; not `/docs` when the contract has that path. */
  readonly docsPath: string;
  /** The token of the control plane. */
  readonly adminToken: string;
  listen(options: { port: number; host: string }): Promise<{ url: string; port: number }>;
  close(): Promise<void>;
  /** Returns which declared responses have been covered. */
  coverage(): {
    readonly summary: {
      readonly responses: { readonly covered: number; readonly total: number; readonly percent: number };
    };
  };
}

/** The faults that `validate` found, and how many items it checked. */
export interface ContractReport {
  readonly faults: readonly BootFault[];
  readonly operations: number;
  readonly validators: number;
  readonly examples: number;
  readonly fixtures: number;
}

/** What `repair` recovered of a data folder, and what was lost. */
export interface RepairReport {
  /** The path of the copy made before the repair; undefined when nothing was damaged. */
  readonly copy: string | undefined;
  /** The number of transactions in the recovered state. */
  readonly position: number;
  /** How many of these the journal holds; the snapshot holds the others. */
  readonly kept: number;
  /** The damaged file, the offset of the damage in bytes, and what is wrong. */
  readonly damage: { readonly file: string; readonly offset: number; readonly message: string } | undefined;
  /** The number of readable lines after the damage. They are lost too, because they may depend on the damaged line. */
  readonly dropped: number;
}

/** The files of a written starter; or the files that existed already, in which case nothing was written. */
export type StarterReport =
  | { readonly kind: 'written'; readonly folder: string; readonly files: readonly string[] }
  | { readonly kind: 'exists'; readonly folder: string; readonly files: readonly string[] };

/** Whether lines were appended to a file of a folder, or it had them already. */
export interface GuideReport {
  readonly kind: 'appended' | 'present';
  readonly file: string;
}

/** The number of records in each collection of a written world. */
export interface WorldReport {
  readonly records: number;
  readonly collections: readonly { readonly name: string; readonly records: number }[];
  readonly milliseconds: number;
}

/** What `start` creates a simulator with. */
export interface StartOptions extends SimulatorConfig {
  readonly logger: Logger;
  readonly responder?: 'openai' | undefined;
  /** The API key of the responder's server. */
  readonly responderKey: string | undefined;
  readonly onProgress?: ReportProgress | undefined;
}

/**
 * The dependencies of the commands. `cli` must not import the layers that simulate, so it declares what it reads of
 * their results. `main.ts` passes the functions, and the compiler compares the types there.
 */
export interface CliContext {
  readonly terminal: Terminal;
  readonly version: string;
  /** Loads the platform's headers that carry secrets, to redact in the log besides the usual ones. */
  readonly redactedHeaders: () => Promise<readonly string[]>;
  /** Rejects with the system's error when no server can listen on an address now. */
  readonly checkAddress: (address: { readonly host: string; readonly port: number }) => Promise<void>;
  readonly createSimulator: (options: StartOptions) => Promise<StartedSimulator>;
  readonly exportSnapshot: (options: SnapshotFileOptions) => Promise<{ readonly records: number }>;
  readonly importSnapshot: (options: SnapshotFileOptions) => Promise<{ readonly records: number }>;
  /** Returns the bytes that this user may still write to the disk of a folder. */
  readonly findFreeSpace: (folder: string) => Promise<number>;
  /** Returns which process has a data folder open, such as `process 4736`; undefined when none has. */
  readonly findDataHolder: (data: string) => Promise<string | undefined>;
  readonly inspectData: (data: string) => Promise<Finding>;
  readonly inspectDatabase: (url: string) => Promise<Finding>;
  readonly repairData: (data: string) => Promise<RepairReport>;
  readonly validateContract: (
    options: DocumentOptions & { readonly onProgress?: ReportProgress | undefined },
  ) => Promise<ContractReport>;
  readonly appendGuide: (folder: string) => Promise<GuideReport>;
  readonly writeStarter: (folder: string) => Promise<StarterReport>;
  readonly writeWorld: (options: WriteWorldOptions) => Promise<WorldReport>;
}
