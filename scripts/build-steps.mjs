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

/** The entry points of the package. */
const ENTRIES = ['main.js', 'index.js', 'client.js', 'vitest.js', 'msw.js', 'vite.js', 'playwright.js', 'propagate.js'];
/** Modules that locate files relative to their own path. Bundles import them from where they are. */
const IN_PLACE = ['assembly/load/packaged-files.js', 'http/pages/reference-folder.js'];

/** The steps that build `dist`, in order: the sources of each, a file that it creates, and its function. */
const STEPS = [
  {
    name: 'code',
    sources: ['src', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build-steps.mjs'],
    // It has a step of its own, which does not remove what the others wrote.
    except: 'src/console',
    output: 'main.js',
    run: compileCode,
  },
  { name: 'contract', sources: ['spec', 'control'], output: 'control.json', run: bundleContract },
  {
    name: 'reference',
    sources: ['node_modules/swagger-ui-dist/package.json'],
    output: 'reference/swagger-ui-bundle.js',
    run: copyReference,
  },
  {
    name: 'console',
    sources: ['src/console', 'scripts/build-console.mjs', 'node_modules/preact/package.json'],
    output: 'console/index.html',
    run: () => runNode([join('scripts', 'build-console.mjs')]),
  },
];

/**
 * Returns the steps whose sources are newer than their output, and all steps after the first of these: later steps use
 * the output of earlier ones (compiled code bundles the contract).
 */
export function findStaleSteps() {
  const stamp = readStamp();
  const first = STEPS.findIndex(({ name, sources, except, output }) => {
    const builtAt = stamp[name] ?? 0;
    return (
      !existsSync(join(DIST, output)) || sources.some((source) => newestChange(join(ROOT, source), except) > builtAt)
    );
  });
  return first === -1 ? [] : STEPS.slice(first);
}

/** Runs the given steps, by default all. Exits with the code of a step that fails. */
export function build(steps = STEPS) {
  for (const { name, run } of steps) {
    // The time before the step, so that a source saved while it runs counts as stale in the next build.
    const startedAt = Date.now();
    run();
    writeFileSync(STAMP, JSON.stringify({ ...readStamp(), [name]: startedAt }));
  }
}

/** Removes the compiled modules that entry points have in their bundles: only scripts and tests import them. */
export function removeBundledModules() {
  for (const name of readdirSync(DIST, { recursive: true, encoding: 'utf8' })) {
    const isCompiled = name.endsWith('.js') && existsSync(join(ROOT, 'src', name.replace(/\.js$/, '.ts')));
    if (isCompiled && !ENTRIES.includes(name) && !IN_PLACE.includes(name)) rmSync(join(DIST, name));
  }
}

/** Returns whether the compiler is installed. After `npm ci --omit=dev` it is not. */
export function hasCompiler() {
  return findCompiler() !== undefined;
}

/** Returns whether a build exists. */
export function isBuilt() {
  return existsSync(join(DIST, 'main.js'));
}

function compileCode() {
  const compiler = findCompiler();
  if (compiler === undefined) {
    console.error('Failed to build: the compiler is not installed. Run `npm ci` first.');
    process.exit(1);
  }
  rmSync(DIST, { recursive: true, force: true });
  runNode([compiler, '-p', 'tsconfig.build.json']);
  const isCopied = (source) => !source.endsWith('.ts') && source !== join(ROOT, 'src', 'console');
  cpSync(join(ROOT, 'src'), DIST, { recursive: true, filter: isCopied });
  bundleEntries();
  chmodSync(join(DIST, 'main.js'), 0o755);
}

/**
 * Bundles each entry point: Node takes longer to find and compile hundreds of small modules than to run them. Modules
 * that several entry points use are in chunks, so that each is loaded once.
 */
function bundleEntries() {
  createRequire(import.meta.url)('esbuild').buildSync({
    absWorkingDir: DIST,
    entryPoints: ENTRIES,
    outdir: DIST,
    allowOverwrite: true,
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'es2023',
    packages: 'external',
    external: IN_PLACE.map((name) => `./${name}`),
    logLevel: 'warning',
  });
}

function bundleContract() {
  runNode([join('scripts', 'bundle-spec.mjs')]);
}

/**
 * Copies the Swagger UI files that `/docs` serves, and their licences. The rest of that package is many times larger.
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

/**
 * Returns the time of the last change of a file, or below a folder, but not below `except`. A folder's own time
 * reflects removed files.
 */
function newestChange(path, except) {
  if (except !== undefined && path === join(ROOT, except)) return 0;
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return 0;
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name), except)));
}
