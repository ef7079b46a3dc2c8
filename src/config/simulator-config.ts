import type { ReportProgress } from '../kernel/report-progress.ts';
import type { EMBEDDED_DEFAULTS, OPTIONS, OptionName } from './options.ts';
import type { OptionValue } from './options/option-spec.ts';

/** The configuration of a simulator: the value of every option, with defaults filled in. */
export type SimulatorConfig = {
  readonly [Name in keyof Options as Options[Name] extends CommandLineOnly ? never : Name]: ValueOf<Name>;
};

/** The configuration of a command: a simulator's, and the options of `world`. */
export type CommandConfig = {
  readonly [Name in keyof Options as Name extends 'ephemeral' ? never : Name]: ValueOf<Name>;
};

type Options = typeof OPTIONS;

interface CommandLineOnly {
  readonly isCommandLineOnly: true;
}

type ValueOf<Name extends OptionName> = OptionValue<Options[Name]> | EmbeddedDefault<Name>;

type EmbeddedDefault<Name> = Name extends keyof typeof EMBEDDED_DEFAULTS ? (typeof EMBEDDED_DEFAULTS)[Name] : never;

/** The options that determine the document and the initial records. */
export type DocumentOptions = Partial<Pick<SimulatorConfig, 'spec' | 'fixtures' | 'allowRefs'>>;

/** A world to write: `size` records in total, including those of the fixtures. */
export interface WriteWorldOptions extends DocumentOptions, Pick<CommandConfig, 'size' | 'out' | 'force'> {
  readonly seed: string | undefined;
  /** Is told how many records are written. */
  readonly onProgress?: ReportProgress | undefined;
}

/** A data folder, and the file to export its state to or import it from. */
export interface SnapshotFileOptions extends DocumentOptions {
  readonly data: string;
  readonly file: string;
  /** Is told how many steps of an import are done. */
  readonly onProgress?: ReportProgress | undefined;
}
