import { PRODUCT } from '../kernel/product.ts';
import type { ValueKindName } from './value-kinds.ts';

export type { CommandConfig, DocumentOptions, SimulatorConfig } from './simulator-config.ts';

/** One thing that can be set: by its flag, or by the environment variable of the same name. */
export interface OptionSpec {
  readonly flag: `--${string}`;
  readonly kind: ValueKindName;
  /** What stands for the value in the help; a switch takes none. */
  readonly argument?: string;
  /** As a user would write it. */
  readonly default?: string;
  readonly description: string;
  /** May be given more than once. */
  readonly isRepeatable?: true;
}

/** The name of an option in `OPTIONS`. */
export type OptionName = keyof typeof OPTIONS;

/** The environment variable of a flag: `--public-url` is `ATHENA_PUBLIC_URL`. */
export function toVariable(flag: string): string {
  return PRODUCT.environmentPrefix + flag.replace(/^--/, '').replaceAll('-', '_').toUpperCase();
}

/** Every option: what the command line, the environment, the help and the defaults are read from. */
export const OPTIONS = {
  port: {
    flag: '--port',
    kind: 'port',
    argument: 'number',
    default: '4010',
    description: 'Port to listen on; 0 takes any free one',
  },
  host: {
    flag: '--host',
    kind: 'host',
    argument: 'address',
    default: 'localhost',
    description: 'Address to listen on; localhost is 127.0.0.1 and ::1',
  },
  publicUrl: {
    flag: '--public-url',
    kind: 'url',
    argument: 'url',
    description: 'How clients reach this server, when that is not its own address (behind a proxy)',
  },
  trustProxy: {
    flag: '--trust-proxy',
    kind: 'switch',
    description: 'Believe the X-Forwarded-* headers of a proxy in front',
  },
  data: {
    flag: '--data',
    kind: 'path',
    argument: 'folder',
    default: './data',
    description: 'Folder that keeps the state',
  },
  durability: {
    flag: '--durability',
    kind: 'durability',
    argument: 'when',
    default: 'sync',
    description:
      'When a write is safe from a power cut: sync (before it is confirmed), interval (within a second) or none (some time)',
  },
  reset: {
    flag: '--reset',
    kind: 'switch',
    description: 'Begin anew from the fixtures; what the data folder holds is moved aside within it',
  },
  migrate: {
    flag: '--migrate',
    kind: 'switch',
    description: 'Where the contract has changed, fill in what stored records lack and it has a default for',
  },
  ephemeral: {
    flag: '--ephemeral',
    kind: 'switch',
    description: 'Keep the state in memory alone: it is gone when the server stops',
  },
  seed: {
    flag: '--seed',
    kind: 'seed',
    argument: 'n',
    description: 'Fix time, keys and randomness: the same requests give the same answers',
  },
  speed: {
    flag: '--speed',
    kind: 'speed',
    argument: 'n|instant',
    description: 'How much faster than life what takes time goes: 10, or instant (the default with a seed; else 1)',
  },
  spec: {
    flag: '--spec',
    kind: 'path',
    argument: 'file',
    description: 'OpenAPI 3.0 or 3.1 document to simulate instead of the one included',
  },
  allowRefs: {
    flag: '--allow-refs',
    kind: 'paths',
    argument: 'folder',
    description:
      'Folders outside its own and the working directory that $refs of the document may lead to; repeatable, or a list with commas',
    isRepeatable: true,
  },
  fixtures: {
    flag: '--fixtures',
    kind: 'path',
    argument: 'folder',
    description: 'Folder with the records to begin with',
  },
  script: {
    flag: '--script',
    kind: 'path',
    argument: 'file',
    description: 'YAML file that says what is answered in the place of a model, and when',
  },
  token: {
    flag: '--token',
    kind: 'token',
    argument: 'text',
    default: 'athena-demo-token',
    description: 'Token that signs the demo user in',
  },
  auth: {
    flag: '--auth',
    kind: 'toggle',
    argument: 'on|off',
    default: 'on',
    description: 'Whether requests must be signed in',
  },
  strict: {
    flag: '--strict',
    kind: 'switch',
    description: 'Refuse parameters, and properties of a body itself, that the contract does not declare',
  },
  noCache: {
    flag: '--no-cache',
    kind: 'switch',
    description: 'Write every answer anew; the answers are the same, and slower',
  },
  corsOrigins: {
    flag: '--cors-origin',
    kind: 'origins',
    argument: 'origin',
    default: '*',
    description: 'Web origins that may call; repeatable, or a list with commas; none refuses all',
    isRepeatable: true,
  },
  maxBody: { flag: '--max-body', kind: 'size', argument: 'size', default: '10mb', description: 'Largest request body' },
  maxInFlight: {
    flag: '--max-in-flight',
    kind: 'count',
    argument: 'requests',
    default: '1000',
    description: 'How many requests may wait for their answer at once (reads: twice as many); more are answered 503',
  },
  logLevel: {
    flag: '--log-level',
    kind: 'logLevel',
    argument: 'level',
    default: 'info',
    description: 'silent, error, warn, info or debug',
  },
  logFormat: {
    flag: '--log-format',
    kind: 'logFormat',
    argument: 'json|pretty',
    description: 'pretty on a terminal, json otherwise',
  },
  shutdownTimeout: {
    flag: '--shutdown-timeout',
    kind: 'duration',
    argument: 'time',
    default: '10s',
    description: 'How long requests in flight may take to finish when the server stops: 10s, 500ms, or milliseconds',
  },
  maxSandboxes: {
    flag: '--max-sandboxes',
    kind: 'count',
    argument: 'number',
    default: '1000',
    description: 'How many sandboxes there can be; one more takes the place of the one that was used longest ago',
  },
  sandboxIdle: {
    flag: '--sandbox-idle',
    kind: 'duration',
    argument: 'time',
    default: '60m',
    description: 'How long a sandbox is kept that nobody uses; 0 keeps it',
  },
  requireSandbox: { flag: '--require-sandbox', kind: 'switch', description: 'Refuse requests that name no sandbox' },
  adminToken: {
    flag: '--admin-token',
    kind: 'token',
    argument: 'text',
    description:
      'Token that opens the control plane; without one it is open to this machine alone, and to others by a token that is made up',
  },
  noAdmin: { flag: '--no-admin', kind: 'switch', description: 'No control plane: /__admin has health and pages alone' },
  allowedHosts: {
    flag: '--allowed-hosts',
    kind: 'hosts',
    argument: 'name',
    description:
      'Host names that the control plane may be called by, beside localhost; repeatable, or a list with commas',
    isRepeatable: true,
  },
  scenarios: {
    flag: '--scenarios',
    kind: 'path',
    argument: 'folder',
    description: 'Folder with scenarios instead of those included',
  },
  scenario: {
    flag: '--scenario',
    kind: 'text',
    argument: 'name',
    description: 'Scenario that the world is put in at the start',
  },
  coverageOut: {
    flag: '--coverage-out',
    kind: 'path',
    argument: 'folder',
    description: 'Folder for a report of what was exercised',
  },
  coverageMin: {
    flag: '--coverage-min',
    kind: 'percent',
    argument: 'percent',
    description: 'Exit code 1 below so much of the responses',
  },
  watch: {
    flag: '--watch',
    kind: 'switch',
    description:
      'Read the document, fixtures, script and scenarios again when one of their files changes; the state is kept',
  },
  size: {
    flag: '--size',
    kind: 'count',
    argument: 'records',
    default: '10000',
    description: 'How many records the world has in all',
  },
  out: {
    flag: '--out',
    kind: 'path',
    argument: 'folder',
    default: './world',
    description: 'Folder to write the world to',
  },
  force: {
    flag: '--force',
    kind: 'switch',
    description: 'Write to a folder that is not empty: files of the same name are replaced',
  },
} as const satisfies Record<string, OptionSpec>;

/** The names of all options. `Object.keys` forgets which they are. */
export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[];

/** The options of a server: all but those that say how to make a world. */
export const SERVER_OPTION_NAMES = OPTION_NAMES.filter((name) => !['size', 'out', 'force'].includes(name));
