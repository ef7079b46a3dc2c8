import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Tests the API and the control plane with Schemathesis, each on its own server, with all phases and checks and the
 * documents that the server serves. `test/schemathesis/schemathesis.toml` lists what is excluded and why.
 * `SCHEMATHESIS_SEED` and `SCHEMATHESIS_SECONDS` (for both documents together) extend the search. Other arguments are
 * passed to `schemathesis run`: `npm run test:schemathesis -- --max-examples 500 --mode negative`.
 */
const VERSION = '4.32.5';
const DOCUMENTS = [
  { name: 'API', path: '/openapi.json', share: 2 / 3 },
  { name: 'control plane', path: '/__admin/openapi.json', share: 1 / 3 },
];
const seed = readNumber('SCHEMATHESIS_SEED', 1);
const seconds = readNumber('SCHEMATHESIS_SECONDS', 150);
const root = fileURLToPath(new URL('..', import.meta.url));
const environment = join(root, '.schemathesis');
const config = join(root, 'test/schemathesis/schemathesis.toml');

const reason = install();
if (reason === undefined) process.exitCode = await testAll();
else console.log(`Schemathesis is skipped: ${reason}`);

/** Creates the virtual environment if it is missing. Returns why that failed, or undefined. */
function install() {
  if (execute(join(environment, 'bin/schemathesis'), ['--version']).includes(VERSION)) return undefined;
  if (execute('python3', ['--version']) === '') return 'there is no python3 on this machine.';
  rmSync(environment, { recursive: true, force: true });
  const made = spawnSync('python3', ['-m', 'venv', environment], { encoding: 'utf8' });
  if (made.status !== 0) return `python3 cannot make a virtual environment. ${lastLine(made.stdout + made.stderr)}`;
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `schemathesis==${VERSION}`];
  const installed = spawnSync(join(environment, 'bin/python'), pip, { encoding: 'utf8' });
  return installed.status === 0
    ? undefined
    : `pip cannot install schemathesis ${VERSION}. ${lastLine(installed.stderr)}`;
}

async function testAll() {
  const folder = mkdtempSync(join(tmpdir(), 'athena-schemathesis-'));
  try {
    const reports = [];
    for (const document of DOCUMENTS) reports.push(await testDocument(document, folder));
    for (const report of reports) console.log(toLine(report));
    return reports.every(({ isClean }) => isClean) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function testDocument({ name, path, share }, folder) {
  const server = await startServer();
  const report = join(folder, 'report.json');
  const counts = join(folder, 'counts.json');
  for (const file of [report, counts]) rmSync(file, { force: true });
  const options = [
    '--seed',
    `${seed}`,
    '--max-time',
    `${Math.max(1, Math.round(seconds * share))}`,
    '--generation-database',
    'none',
  ];
  const reports = ['--report', 'json', '--report-json-path', report];
  try {
    const child = spawn(
      join(environment, 'bin/schemathesis'),
      ['--config-file', config, 'run', server.url + path, ...options, ...reports, ...process.argv.slice(2)],
      { stdio: 'inherit', cwd: join(config, '..'), env: { ...process.env, SCHEMATHESIS_COUNTS: counts } },
    );
    const [code] = await once(child, 'exit');
    if (code !== 0) console.log(`The server's log:\n${server.log().split('\n').slice(-20).join('\n')}`);
    return { name, isClean: code === 0, report: readJson(report), counts: readJson(counts) };
  } finally {
    await server.close();
  }
}

/** Starts the built simulator in a child process, on a free port, in memory, and seeded so that runs are repeatable. */
async function startServer() {
  const options = ['--ephemeral', '--port', '0', '--seed', `${seed}`, '--log-level', 'warn'];
  const child = spawn(process.execPath, [join(root, 'dist/main.js'), ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let [banner, log] = ['', ''];
  child.stderr.on('data', (chunk) => (log = (log + chunk).slice(-20_000)));
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      banner += chunk;
      const found = /URL +(\S+)\s/.exec(banner)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${log}`)));
  });
  const close = async () => {
    child.kill();
    await ended;
  };
  return { url, log: () => log, close };
}

/** Formats a report. Without a report the run has failed before it could write one. */
function toLine({ name, isClean, report, counts }) {
  if (report === undefined) return `Schemathesis, ${name}: no report; seed ${seed}`;
  const { operations, test_cases: cases } = report;
  const excluded = Object.entries(counts?.excluded ?? {}).map(([line, count]) => `${line} ${count}`);
  return (
    `Schemathesis, ${name}: ${operations.tested} of ${operations.total} operations, ${cases.generated} cases, ${counts?.checks ?? 0} checks, ` +
    `${cases.unique_failures + report.errors.length} failures${isClean ? '' : ' (failed)'}; seed ${seed}` +
    (excluded.length === 0 ? '' : `; excluded: ${excluded.join(', ')}`)
  );
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function readNumber(name, fallback) {
  const value = process.env[name];
  if (value === undefined || value === '') return fallback;
  if (!/^\d{1,9}$/.test(value)) throw new Error(`${name} is ${JSON.stringify(value)}: give a whole number.`);
  return Number(value);
}

function execute(file, options) {
  const { stdout } = spawnSync(file, options, { encoding: 'utf8' });
  return stdout ?? '';
}

function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}
