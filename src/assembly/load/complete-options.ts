import { checkOptions } from '../../config/check-options.ts';
import { findExposure } from '../../config/find-exposure.ts';
import { createEmbeddedConfig } from '../../config/default-config.ts';
import { OPTIONS } from '../../config/options.ts';
import type { SimulatorConfig } from '../../config/simulator-config.ts';
import { BootError, type BootFault } from '../../kernel/boot-fault.ts';
import { silentLogger, type Logger } from '../../kernel/logger.ts';
import type { ReportProgress } from '../../kernel/report-progress.ts';
import { createSystemRandom } from '../../kernel/random/random.ts';
import type { JournalLog } from '../../store/port/journal.ts';
import type { Responder } from './load-contract.ts';

/**
 * Options for `createSimulator`. Every option has a default, and undefined stands for it. By default a simulator is
 * seeded and stores its state in memory.
 */
export type SimulatorOptions = Optional<Omit<SimulatorConfig, 'seed'> & EmbeddingOptions> & {
  /** Null uses the machine's clock and random keys. */
  readonly seed?: string | number | null | undefined;
};

/** What only a program can pass, because it cannot be written on a command line. */
export interface EmbeddingOptions {
  readonly logger: Logger;
  /** Shares one world with every other simulator of this log. Replaces `data`. */
  readonly log: JournalLog | undefined;
  /**
   * Answers in place of a model what no script decides: an object, or `openai` for the server of `responderUrl`. By
   * default answers are composed without a model.
   */
  readonly responder: Responder | 'openai' | undefined;
  /** The API key of the server that `responderUrl` names. It is sent there alone, and never logged. */
  readonly responderKey: string | undefined;
  /** Is told how many records of the log of `journal` are read, while the simulator is created. */
  readonly onProgress: ReportProgress | undefined;
}

/** Every option, after defaults. */
export interface CompleteOptions extends SimulatorConfig, EmbeddingOptions {
  readonly adminToken: string;
  /** Whether the caller chose the token. The control plane then requires it on this machine too. */
  readonly isAdminTokenGiven: boolean;
}

type Optional<Options> = { readonly [Name in keyof Options]?: Options[Name] | undefined };

/**
 * Fills in the defaults. The control plane's token is never derived from the seed, so that it cannot be guessed. Throws
 * a BootError that lists every invalid option.
 */
export function completeOptions(options: SimulatorOptions): CompleteOptions {
  const { values, faults } = checkOptions(options, EMBEDDING_NAMES);
  const all = [...faults, ...checkPlace(options), ...checkResponder(options)];
  if (all.length > 0) throw new BootError(all);
  const config: SimulatorConfig = { ...createEmbeddedConfig(), ...values };
  rejectMissingToken(config, options);
  return {
    ...config,
    ...completeEmbedding(options),
    isAdminTokenGiven: config.adminToken !== undefined,
    adminToken: config.adminToken ?? createSystemRandom().hex('admin', ADMIN_TOKEN_LENGTH),
  };
}

/** Returns all embedding options, the default of each where none is given. */
function completeEmbedding({
  logger = silentLogger,
  log,
  responder,
  responderKey,
  onProgress,
}: Optional<EmbeddingOptions>): EmbeddingOptions {
  return { logger, log, responder, responderKey, onProgress };
}

function checkPlace({ data, log, journal }: SimulatorOptions): readonly BootFault[] {
  const given = Object.entries({ data, journal, log }).filter(([, place]) => place !== undefined);
  const [first, last] = [given.at(0)?.[0], given.at(-1)?.[0]];
  if (first === undefined || last === undefined || first === last) return [];
  const message = `The state can be stored in \`${first}\` or in \`${last}\`, not in both.`;
  return [{ file: last, pointer: '', message, remedy: 'Leave one of them out.' }];
}

/** Replicas call each other's control planes with one token, which none of them can make up. */
function rejectMissingToken(config: SimulatorConfig, { log }: SimulatorOptions): void {
  const isShared = log !== undefined || config.journal !== undefined;
  const exposure = isShared ? findExposure(config, [config.host]) : undefined;
  if (exposure === undefined || config.adminToken !== undefined) return;
  const message = `Simulators over one log that other machines can reach (${exposure}) need one token of the control plane.`;
  const { flag } = OPTIONS.adminToken;
  throw new BootError([{ file: flag, pointer: '', message, remedy: `Pass the same ${flag} to all of them.` }]);
}

function checkResponder({ responder }: SimulatorOptions): readonly BootFault[] {
  if (responder === undefined || responder === 'openai' || isResponder(responder)) return [];
  const message = 'The responder has no function `respond`.';
  const remedy = 'Pass an object such as { async *respond(question) { yield ...; } }, or openai with a responderUrl.';
  return [{ file: 'responder', pointer: '', message, remedy }];
}

/** JavaScript can pass anything. */
function isResponder(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'respond' in value && typeof value.respond === 'function';
}

const EMBEDDING_NAMES = Object.keys(completeEmbedding({}));

/** In hexadecimal digits. */
const ADMIN_TOKEN_LENGTH = 32;
