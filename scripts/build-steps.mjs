import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.stamp.json');

/** What `dist` is made of, in the order of building: the sources of each step, what it makes, and how. */
const STEPS = [
  { name: 'code', sources: ['src', 'tsconfig.json', 'tsconfig.build.json'], output: 'main.js', run: compileCode },
  { name: 'contract', sources: ['spec', 'control'], output: 'control.json', run: bundleContract },
  {
    name: 'reference',
    sources: ['node_modules/swagger-ui-dist/package.json'],
    output: 'reference/swagger-ui-bundle.js',
    run: copyReference,
  },
];

/**
 * The steps whose sources are newer than what was built of them. What follows a stale step is stale too: compiled code
 * bundles the contract.
 */
export function findStaleSteps() {
  const stamp = readStamp();
  const first = STEPS.findIndex(({ name, sources, output }) => {
    const builtAt = stamp[name] ?? 0;
    return !existsSync(join(DIST, output)) || sources.some((source) => newestChange(join(ROOT, source)) > builtAt);
  });
  return first === -1 ? [] : STEPS.slice(first);
}

/** Builds: every step, or the given ones. Ends the process with the exit code of a step that fails. */
export function build(steps = STEPS) {
  for (const { name, run } of steps) {
    // Taken before the step: a source that is saved while it runs is stale for the next build.
    const startedAt = Date.now();
    run();
    writeFileSync(STAMP, JSON.stringify({ ...readStamp(), [name]: startedAt }));
  }
}

/** Whether the compiler is installed: it is not after `npm ci --omit=dev`. */
export function hasCompiler() {
  return findCompiler() !== undefined;
}

/** Whether there is anything to run. */
export function isBuilt() {
  return existsSync(join(DIST, 'main.js'));
}

function compileCode() {
  const compiler = findCompiler();
  if (compiler === undefined) {
    console.error('The compiler is not installed. Run `npm ci` first.');
    process.exit(1);
  }
  rmSync(DIST, { recursive: true, force: true });
  runNode([compiler, '-p', 'tsconfig.build.json']);
  cpSync(join(ROOT, 'src'), DIST, { recursive: true, filter: (source) => !source.endsWith('.ts') });
  chmodSync(join(DIST, 'main.js'), 0o755);
}

function bundleContract() {
  runNode([join('scripts', 'bundle-spec.mjs')]);
}

/**
 * The few files of Swagger UI that `/docs` serves, and their licences: the rest of the package is many times as large.
 */
function copyReference() {
  const installed = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const target = join(DIST, 'reference');
  mkdirSync(target, { recursive: true });
  for (const name of [
    'swagger-ui-bundle.js',
    'swagger-ui-bundle.js.LICENSE.txt',
    'swagger-ui.css',
    'LICENSE',
    'NOTICE',
  ])
    copyFileSync(join(installed, name), join(target, name));
}

function runNode(args) {
  const { status, signal } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 1));
}

function findCompiler() {
  try {
    return createRequire(import.meta.url).resolve('typescript/bin/tsc');
  } catch {
    return undefined;
  }
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'));
  } catch {
    return {};
  }
}

/** When a file, or anything below a folder, last changed. A folder's own time tells of files that were removed. */
function newestChange(path) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return 0;
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}
