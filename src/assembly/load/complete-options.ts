import { checkOptions } from '../../config/check-options.ts';
import type { SimulatorConfig } from '../../config/options.ts';
import { BootError, type BootFault } from '../../kernel/boot-fault.ts';
import { silentLogger, type Logger } from '../../kernel/logger.ts';
import { createSystemRandom } from '../../kernel/random/random.ts';
import type { SharedLog } from '../../store/journals/shared-log.ts';
import type { Responder } from './load-contract.ts';

/**
 * Options for `createSimulator`. Every option has a default, and undefined stands for it. By default a simulator is
 * seeded and stores its state in memory.
 */
export type SimulatorOptions = {
  readonly [Name in keyof Omit<SimulatorConfig, 'seed'>]?: SimulatorConfig[Name] | undefined;
} & {
  /** Null uses the machine's clock and random keys. */
  readonly seed?: string | number | null | undefined;
  readonly logger?: Logger | undefined;
  /** Shares one world with every other simulator of this log. Replaces `data`. */
  readonly log?: SharedLog | undefined;
  /** Answers in place of a model what no script decides. By default answers are composed without a model. */
  readonly responder?: Responder | undefined;
};

/** Every option, after defaults. */
export interface CompleteOptions extends SimulatorConfig {
  readonly logger: Logger;
  readonly log?: SharedLog | undefined;
  readonly responder?: Responder | undefined;
  readonly adminToken: string;
  /** Whether the caller chose the token. The control plane then requires it on this machine too. */
  readonly isAdminTokenGiven: boolean;
}

/**
 * Fills in the defaults. The control plane's token is never derived from the seed, so that it cannot be guessed. Throws
 * a BootError that lists every invalid option.
 */
export function completeOptions({ seed, ...options }: SimulatorOptions): CompleteOptions {
  const faults = [
    ...checkOptions({ seed, ...options }, ['logger', 'log', 'responder']),
    ...checkPlace(options),
    ...checkResponder(options),
  ];
  if (faults.length > 0) throw new BootError(faults);
  const defined = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const complete: typeof DEFAULTS = {
    ...DEFAULTS,
    ...defined,
    seed: seed === undefined ? DEFAULTS.seed : seed === null ? null : String(Number(seed)),
  };
  const isAdminTokenGiven = complete.adminToken !== undefined;
  return {
    ...complete,
    isAdminTokenGiven: isAdminTokenGiven,
    adminToken: complete.adminToken ?? createSystemRandom().hex('admin', ADMIN_TOKEN_LENGTH),
  };
}

function checkPlace({ data, log }: SimulatorOptions): readonly BootFault[] {
  if (data === undefined || log === undefined) return [];
  return [
    {
      file: 'log',
      pointer: '',
      message: 'The state can be stored in `data` or in `log`, not in both.',
      remedy: 'Leave one of them out.',
    },
  ];
}

function checkResponder({ responder }: SimulatorOptions): readonly BootFault[] {
  if (responder === undefined || isResponder(responder)) return [];
  const message = 'The responder has no function `respond`.';
  const remedy = 'Pass an object such as { async *respond(question) { yield ...; } }.';
  return [{ file: 'responder', pointer: '', message, remedy }];
}

/** JavaScript can pass anything. */
function isResponder(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'respond' in value && typeof value.respond === 'function';
}

/** The defaults of an embedded simulator: in memory, seeded, on any free port. */
export const DEFAULTS: Omit<CompleteOptions, 'adminToken' | 'isAdminTokenGiven'> & Pick<SimulatorConfig, 'adminToken'> =
  {
    logger: silentLogger,
    port: 0,
    host: 'localhost',
    publicUrl: undefined,
    trustProxy: false,
    data: undefined,
    durability: 'sync',
    reset: false,
    migrate: false,
    seed: '1',
    speed: undefined,
    spec: undefined,
    allowRefs: [],
    fixtures: undefined,
    script: undefined,
    token: 'athena-demo-token',
    auth: 'on',
    strict: false,
    noCache: false,
    corsOrigins: 'any',
    maxBody: 10 * 1024 * 1024,
    maxInFlight: 1000,
    logLevel: 'info',
    logFormat: 'json',
    shutdownTimeout: 10_000,
    scenarios: undefined,
    scenario: undefined,
    coverageOut: undefined,
    coverageMin: undefined,
    maxSandboxes: 1000,
    sandboxIdle: 3_600_000,
    requireSandbox: false,
    adminToken: undefined,
    noAdmin: false,
    allowedHosts: [],
    watch: false,
  };

/** In hexadecimal digits. */
const ADMIN_TOKEN_LENGTH = 32;
