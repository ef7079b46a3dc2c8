import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Setting } from '../../config/parse-config.ts';
import type { CommandConfig } from '../../config/simulator-config.ts';
import { BootError } from '../../kernel/boot-fault.ts';
import type { Finding } from '../../kernel/finding.ts';
import { toClause } from '../../kernel/text/to-reason.ts';
import type { CommandInput } from '../terminal/command-spec.ts';
import { EXIT_CODES, type CliContext, type ContractReport } from '../terminal/context.ts';
import { formatCount } from '../terminal/fault-report.ts';
import { printReport, type ReportOptions } from '../terminal/print-report.ts';
import { checkPort } from './check-port.ts';
import { checkServer } from './check-server.ts';
import { findBrowser } from './find-browser.ts';

/**
 * Checks everything that a start with these settings needs, and changes nothing. Prints what was found, with a remedy
 * for each problem. Returns the exit code: 1 when a start would fail.
 */
export async function doctor({ config, settings, options, context }: CommandInput<ReportOptions>): Promise<number> {
  const findings: (Finding & { readonly check: string })[] = [];
  // One after the other: to compile a contract takes longer than the checks that wait for a response allow.
  for (const [check, find] of toChecks(settings))
    findings.push({ check, ...(await attempt(() => find(config, context))) });
  printReport(context.terminal, options, { text: findings.map(toText).join(''), data: { findings } });
  return findings.some(({ status }) => status === 'fault') ? EXIT_CODES.failure : EXIT_CODES.ok;
}

/** Returns the checks. That of a server that is named takes the place of the port, unless a port is named, too. */
function toChecks(settings: readonly Setting[]): typeof CHECKS {
  const [url, port] = (['url', 'port'] as const).map((wanted) =>
    settings.find(({ name, origin }) => name === wanted && origin !== 'default'),
  );
  if (url === undefined) return CHECKS;
  const server = ['server', (config: CommandConfig) => checkServer(config.url, url)] as const;
  return CHECKS.flatMap((each) => {
    if (each[0] !== 'port') return [each];
    return port === undefined ? [server] : [server, each];
  });
}

type Check = (config: CommandConfig, context: CliContext) => Finding | Promise<Finding>;

/** Turns an error that a check does not expect into a fault, so that all others are reported too. */
async function attempt(find: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await find();
  } catch (error) {
    return { status: 'fault', message: `The check failed: ${toClause(error)}.`, remedy: 'Please report this.' };
  }
}

const checkNode: Check = (_config, { terminal: { nodeVersion } }) => {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const isNewEnough = major > MIN_NODE.major || (major === MIN_NODE.major && minor >= MIN_NODE.minor);
  if (isNewEnough) return { status: 'ok', message: `Node ${nodeVersion}.` };
  const needed = `${MIN_NODE.major}.${MIN_NODE.minor}`;
  return {
    status: 'fault',
    message: `Node ${nodeVersion} is too old.`,
    remedy: `Install Node ${needed} or later, for example with nvm install ${MIN_NODE.major}.`,
  };
};

const checkData: Check = ({ data, journal }, { inspectData }) => {
  if (data !== undefined) return inspectData(data);
  return {
    status: 'ok',
    message: journal === undefined ? 'The state is kept in memory.' : 'The state is kept in the database.',
  };
};

const checkDisk: Check = async ({ data }, { findFreeSpace }) => {
  const folder = findExisting(resolve(data ?? '.'));
  const free = await findFreeSpace(folder);
  const message = `${Math.floor(free / MEGABYTE)} MB are free at ${folder}.`;
  if (free >= ENOUGH_SPACE) return { status: 'ok', message };
  const remedy = 'Free some space, give --data on another disk, or use --ephemeral.';
  return { status: free < MIN_SPACE ? 'fault' : 'warning', message: `Only ${message}`, remedy };
};

const checkContract: Check = async ({ spec, fixtures, allowRefs }, { validateContract }) => {
  const {
    faults,
    operations,
    fixtures: records,
  } = await collectFaults(() => validateContract({ spec, fixtures, allowRefs }));
  const name = spec ?? 'The included contract';
  const [first] = faults;
  if (first === undefined)
    return {
      status: 'ok',
      message: `${name} is valid: ${formatCount(operations, 'operation')}, ${formatCount(records, 'record')}.`,
    };
  const place = `${first.file}${first.pointer === '' ? '' : `#${first.pointer}`}`;
  const others = faults.length === 1 ? '' : ` \`validate\` lists all ${faults.length} faults.`;
  return { status: 'fault', message: `${place}: ${first.message}`, remedy: `${first.remedy}${others}` };
};

const checkDatabase: Check = ({ journal }, { inspectDatabase }) =>
  journal === undefined ? { status: 'ok', message: 'None is used (--journal).' } : inspectDatabase(journal);

const checkBrowser: Check = (_config, { terminal: { env } }) => {
  const browser = findBrowser(env);
  if (browser !== undefined) return { status: 'ok', message: `Chromium: ${browser}.` };
  return {
    status: 'warning',
    message: 'No Chromium was found. Only tests in a browser need one.',
    remedy: 'Install it with npx playwright install chromium, or from your system.',
  };
};

async function collectFaults(work: () => Promise<ContractReport>): Promise<ContractReport> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    return { faults: error.faults, operations: 0, validators: 0, examples: 0, fixtures: 0 };
  }
}

function findExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : findExisting(dirname(path));
}

function toText({ check, status, message, remedy }: Finding & { readonly check: string }): string {
  const label = `${status.padEnd(STATUS_WIDTH)}${check.padEnd(CHECK_WIDTH)}`;
  return `${label}${message}\n${remedy === undefined ? '' : `${' '.repeat(label.length)}${remedy}\n`}`;
}

const CHECKS: readonly (readonly [name: string, check: Check])[] = [
  ['node', checkNode],
  ['port', checkPort],
  ['data', checkData],
  ['disk', checkDisk],
  ['contract', checkContract],
  ['database', checkDatabase],
  ['browser', checkBrowser],
];

/** The oldest version of Node that `engines` of the package allows; a test compares them. */
export const MIN_NODE = { major: 20, minor: 19 } as const;
const MEGABYTE = 1024 ** 2;
/** Bytes: below it, a world with some uploads fills the disk. */
const ENOUGH_SPACE = 500 * MEGABYTE;
/** Bytes: below it, the journal and a snapshot of the demo world do not fit. */
const MIN_SPACE = 20 * MEGABYTE;
const STATUS_WIDTH = 9;
const CHECK_WIDTH = 10;
