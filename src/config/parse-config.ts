import type { BootFault } from '../kernel/boot-fault.ts';
import { PRODUCT } from '../kernel/product.ts';
import { findNearestName } from '../kernel/text/nearest-name.ts';
import { OPTION_NAMES, OPTIONS, toVariable, type CommandConfig, type OptionName, type OptionSpec } from './options.ts';
import { VALUE_KINDS, type KindValue } from './value-kinds.ts';

/** Where the settings come from. A flag wins over its variable. */
export interface ConfigSources {
  /** By flag (`--port`); true where none but the flag itself was given. Flags that no option has are reported. */
  readonly flags: Readonly<Record<string, string | true | readonly string[]>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person reads the log. */
  readonly isTTY?: boolean;
  /** The options that the command takes as flags; all, unless said. */
  readonly accepts?: readonly OptionName[];
}

/**
 * A complete configuration, or everything that is wrong with the settings. `warnings` are variables that are ignored.
 */
export type ParsedConfig = { readonly warnings: readonly BootFault[] } & (
  | { readonly kind: 'ok'; readonly config: CommandConfig }
  | { readonly kind: 'faults'; readonly faults: readonly BootFault[] }
);

/** Reads the settings, and reports every fault at once. Pure: it looks at nothing but its argument. */
export function parseConfig(sources: ConfigSources): ParsedConfig {
  const readings = readOptions(sources);
  const faults = [
    ...unknownFlagFaults(sources),
    ...Object.values(readings).flatMap((reading) => reading.fault ?? []),
    ...contradictionFaults(readings),
  ];
  const warnings = findUnknownVariables(sources);
  if (faults.length > 0) return { kind: 'faults', faults, warnings };
  return { kind: 'ok', config: toConfig(readings, sources.isTTY ?? false), warnings };
}

type Origin = 'flag' | 'variable' | 'default';

interface Reading<Value> {
  readonly origin: Origin;
  readonly value: Value | undefined;
  readonly fault?: BootFault;
}

type Readings = { readonly [Name in OptionName]: Reading<KindValue<(typeof OPTIONS)[Name]['kind']>> };

function readOptions(sources: ConfigSources): Readings {
  const { flags, env, accepts = OPTION_NAMES } = sources;
  // A flag that the command does not take is reported as unknown, and not also for its value.
  const readings = OPTION_NAMES.map((name) => [
    name,
    readOption(OPTIONS[name], { flags: accepts.includes(name) ? flags : {}, env }),
  ]);
  // The table gives each name its kind, and each kind its type of value: the compiler does not follow it through
  // `fromEntries`.
  return Object.fromEntries(readings) as Readings;
}

function readOption(option: OptionSpec, { flags, env }: ConfigSources): Reading<unknown> {
  const flag = flags[option.flag];
  if (flag !== undefined) return readText(option, { origin: 'flag', place: option.flag, text: toText(option, flag) });
  const variable = toVariable(option.flag);
  // An empty variable counts as none: that is how compose files and shells leave one out.
  if (env[variable] && !isServiceLink(variable, env[variable]))
    return readText(option, { origin: 'variable', place: variable, text: env[variable] });
  return {
    origin: 'default',
    value: option.default === undefined ? undefined : VALUE_KINDS[option.kind].parse(option.default),
  };
}

function toText(option: OptionSpec, flag: string | true | readonly string[]): string | undefined {
  if (flag === true) return option.kind === 'switch' ? 'true' : undefined;
  return typeof flag === 'string' ? flag : flag.join(',');
}

function readText(
  option: OptionSpec,
  given: { origin: Origin; place: string; text: string | undefined },
): Reading<unknown> {
  const { origin, place, text } = given;
  const { parse, expected } = VALUE_KINDS[option.kind];
  const value = text === undefined ? undefined : parse(text);
  if (value !== undefined) return { origin, value };
  // A token is a secret, also where it cannot be one.
  const shown = option.kind === 'token' ? 'The given text' : JSON.stringify(text);
  const message = text === undefined ? 'It needs a value.' : `${shown} is not a value that it takes.`;
  return { origin, value, fault: { file: place, pointer: '', message, remedy: expected } };
}

function unknownFlagFaults({ flags, accepts }: ConfigSources): BootFault[] {
  const known = (accepts ?? OPTION_NAMES).map((name): string => OPTIONS[name].flag);
  return Object.keys(flags).flatMap((flag) => (known.includes(flag) ? [] : toUnknownFlagFault(flag, known)));
}

/**
 * A shell or a container may set variables with our prefix for something else: they are no reason to refuse to start.
 */
function findUnknownVariables({ env }: ConfigSources): BootFault[] {
  const known = Object.values(OPTIONS).map(({ flag }) => toVariable(flag));
  const ours = Object.keys(env).filter(
    (name) => name.startsWith(PRODUCT.environmentPrefix) && !isServiceLink(name, env[name]),
  );
  return ours.flatMap((name) => (known.includes(name) ? [] : toVariableWarning(name, known)));
}

function toVariableWarning(name: string, known: readonly string[]): BootFault {
  // The prefix that all of them share says nothing of how much alike two are.
  const prefix = PRODUCT.environmentPrefix;
  const nearest = findNearestName(
    name.slice(prefix.length),
    known.map((variable) => variable.slice(prefix.length)),
  );
  const remedy = nearest === undefined ? '--help lists the variables.' : `Did you mean ${prefix}${nearest}?`;
  return { file: name, pointer: '', message: 'There is no such variable; it is ignored.', remedy };
}

/**
 * Kubernetes tells each container of every service near it: one that is named like the product gives
 * `ATHENA_SERVICE_HOST`, `ATHENA_PORT=tcp://…`.
 */
function isServiceLink(name: string, value: string | undefined): boolean {
  const rest = name.slice(PRODUCT.environmentPrefix.length);
  return (
    /^SERVICE_(HOST|PORT)|^PORT_\d+_(TCP|UDP)/.test(rest) || (rest === 'PORT' && /^(tcp|udp):\/\//.test(value ?? ''))
  );
}

function toUnknownFlagFault(name: string, known: readonly string[]): BootFault {
  const nearest = findNearestName(name, known);
  const remedy = nearest === undefined ? `The known ones are ${known.join(', ')}.` : `Did you mean ${nearest}?`;
  return { file: name, pointer: '', message: 'There is no such option.', remedy };
}

function contradictionFaults({ data, ephemeral }: Readings): BootFault[] {
  if (ephemeral.value !== true || data.origin !== 'flag' || ephemeral.origin !== 'flag') return [];
  const [folder, memory] = [OPTIONS.data.flag, OPTIONS.ephemeral.flag];
  return [
    {
      file: folder,
      pointer: '',
      message: `It contradicts ${memory}, which keeps nothing.`,
      remedy: `Give ${folder} or ${memory}, not both.`,
    },
  ];
}

function toConfig(readings: Readings, isTTY: boolean): CommandConfig {
  return {
    port: required(readings.port),
    host: required(readings.host),
    publicUrl: readings.publicUrl.value,
    trustProxy: readings.trustProxy.value ?? false,
    data: isInMemory(readings) ? undefined : required(readings.data),
    durability: required(readings.durability),
    reset: readings.reset.value ?? false,
    migrate: readings.migrate.value ?? false,
    seed: readings.seed.value ?? null,
    speed: readings.speed.value,
    spec: readings.spec.value,
    allowRefs: readings.allowRefs.value ?? [],
    fixtures: readings.fixtures.value,
    script: readings.script.value,
    token: required(readings.token),
    auth: required(readings.auth),
    strict: readings.strict.value ?? false,
    noCache: readings.noCache.value ?? false,
    corsOrigins: required(readings.corsOrigins),
    maxBody: required(readings.maxBody),
    maxInFlight: required(readings.maxInFlight),
    logLevel: required(readings.logLevel),
    logFormat: readings.logFormat.value ?? (isTTY ? 'pretty' : 'json'),
    shutdownTimeout: required(readings.shutdownTimeout),
    ...toControlConfig(readings),
    scenarios: readings.scenarios.value,
    scenario: readings.scenario.value,
    coverageOut: readings.coverageOut.value,
    coverageMin: readings.coverageMin.value,
    size: required(readings.size),
    out: required(readings.out),
    force: readings.force.value ?? false,
  };
}

type ControlOption =
  | 'maxSandboxes'
  | 'sandboxIdle'
  | 'requireSandbox'
  | 'adminToken'
  | 'noAdmin'
  | 'allowedHosts'
  | 'watch';

function toControlConfig(readings: Readings): Pick<CommandConfig, ControlOption> {
  return {
    maxSandboxes: required(readings.maxSandboxes),
    sandboxIdle: required(readings.sandboxIdle),
    requireSandbox: readings.requireSandbox.value ?? false,
    adminToken: readings.adminToken.value,
    noAdmin: readings.noAdmin.value ?? false,
    allowedHosts: readings.allowedHosts.value ?? [],
    watch: readings.watch.value ?? false,
  };
}

/**
 * `--data` on the command line wins over `ATHENA_EPHEMERAL`, as any flag wins over any variable. Of two variables
 * `ATHENA_EPHEMERAL` wins: a container image sets `ATHENA_DATA` for everybody.
 */
function isInMemory({ data, ephemeral }: Readings): boolean {
  return ephemeral.value === true && (ephemeral.origin === 'flag' || data.origin !== 'flag');
}

function required<Value>({ value }: Reading<Value>): Value {
  if (value === undefined) throw new TypeError('An option without a value needs a default in OPTIONS.');
  return value;
}
