import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './find-chromium.mjs';
import { findFreePort } from './find-free-port.mjs';
import { copyExample, ROOT, withPackedPackage } from './packed-package.mjs';

/** Those that need a browser come first: they take longest. */
const EXAMPLES = ['playwright', 'vite-react', 'jest', 'server-rendered', 'msw', 'node-test'];
const BROWSER_EXAMPLES = new Set(['playwright', 'vite-react']);
/** Two cores. */
const PARALLEL = 2;
const INSTALL = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock'];

/**
 * Runs the examples as a user of the packed package would: `npm run test:examples`, or with the names of some of them.
 * Each is copied to a folder outside of the project, type-checked and run. One `npm install` serves all of them; each
 * reaches only those packages that its own package.json names.
 */
const chromium = findChromium();
const names = process.argv.slice(2);
await withPackedPackage(async ({ folder, tarball }) => {
  await timed('a plain install', () => checkInstall(join(folder, 'consumer'), tarball));
  const shared = join(folder, 'shared');
  await timed('the packages of all examples', () => installAll(shared, tarball));
  const waiting = EXAMPLES.filter((name) => names.length === 0 || names.includes(name));
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await tryExample(name, folder, shared);
  };
  // All end before the folder is removed.
  const ends = await Promise.allSettled(Array.from({ length: PARALLEL }, work));
  const failures = ends.filter(({ status }) => status === 'rejected').map(({ reason }) => reason);
  if (failures.length > 0) throw new AggregateError(failures, 'Some examples fail.');
  console.log('The examples pass all checks.');
});

/** Installs the package as a user does, says what that costs, and checks that no optional peer comes with it. */
async function checkInstall(folder, tarball) {
  mkdirSync(folder);
  await npm(folder, [...INSTALL, tarball]);
  const modules = join(folder, 'node_modules');
  const { peerDependenciesMeta } = JSON.parse(readFileSync(join(modules, 'athena-simulator/package.json'), 'utf8'));
  const unasked = Object.keys(peerDependenciesMeta).filter((name) => existsSync(join(modules, name)));
  assert.deepEqual(unasked, [], 'no optional peer is installed unasked');
  const { packages } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'));
  return `${Object.keys(packages).length} packages, ${Math.round(sizeOf(modules) / 1e5) / 10} MB`;
}

function sizeOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

/** Installs the packages of all examples, in the versions that this repository has of them. */
async function installAll(folder, tarball) {
  const needed = Object.assign({}, ...EXAMPLES.map((name) => dependenciesOf(join(ROOT, 'examples', name))));
  const versions = Object.entries(needed).map(([name, range]) => [name, findOwnVersion(name) ?? range]);
  const dependencies = { ...Object.fromEntries(versions), 'athena-simulator': `file:${tarball}` };
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'shared', private: true, dependencies }));
  await npm(folder, INSTALL);
}

function dependenciesOf(folder) {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { ...dependencies, ...devDependencies };
}

function findOwnVersion(name) {
  const manifest = join(ROOT, 'node_modules', name, 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined;
}

async function tryExample(name, parent, shared) {
  if (BROWSER_EXAMPLES.has(name) && chromium === undefined) {
    console.log(`==> examples/${name}: skipped. There is no Chromium: install it, or set ATHENA_TEST_CHROMIUM.`);
    return;
  }
  await timed(`examples/${name}`, async () => {
    const folder = join(parent, name);
    copyExample(name, folder);
    linkPackages(folder, join(shared, 'node_modules'));
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    // Scripts that begin with the compiler check the types themselves.
    if (!scripts.test.startsWith('tsc '))
      await npm(folder, ['run', scripts.build === undefined ? 'typecheck' : 'build']);
    const output = await npm(folder, ['test'], { PORT: String(await findFreePort('localhost')) });
    if (name === 'playwright') await checkPlaywright(folder, output);
    return output;
  });
}

/** Links the packages that an example's own package.json names, and their commands. */
function linkPackages(folder, shared) {
  const modules = join(folder, 'node_modules');
  for (const name of Object.keys(dependenciesOf(folder))) {
    mkdirSync(join(modules, name, '..'), { recursive: true });
    symlinkSync(join(shared, name), join(modules, name));
  }
  symlinkSync(join(shared, '.bin'), join(modules, '.bin'));
}

/** Checks what the tests leave behind: the coverage, and what the test that fails on purpose attaches. */
async function checkPlaywright(folder, output) {
  assert.match(output, /11 passed/);
  assert.ok(existsSync(join(folder, 'coverage/coverage.json')), 'the stopped server has written its coverage');
  await assert.rejects(npm(folder, ['run', 'test:failing']), /1 failed/);
  const report = JSON.parse(readFileSync(join(folder, 'test-results/report.json'), 'utf8'));
  const attached = new Map(
    report.suites[0].specs[0].tests[0].results[0].attachments.map(({ name, body }) => [
      name,
      Buffer.from(body ?? '', 'base64').toString(),
    ]),
  );
  const read = (name) => attached.get(`athena-simulator-${name}`) ?? assert.fail(`${name} is not attached`);
  const { entries } = JSON.parse(read('requests.har')).log;
  assert.deepEqual(
    entries.slice(0, 2).map(({ request }) => `${request.method} ${new URL(request.url).pathname}`),
    ['POST /notes', 'GET /notes/summary'],
  );
  assert.match(read('explanations.txt'), /summarizeNotes/);
  assert.match(read('state-diff.json'), /Buy a lamp\./);
  assert.match(read('violations.json'), /\/count/);
}

/** Runs npm, and returns its output without colors. Rejects with the output when it fails. */
function npm(cwd, args, variables = {}) {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...variables };
  if (chromium !== undefined) env.CHROMIUM = chromium;
  return new Promise((resolve, reject) => {
    const child = spawn('npm', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`Failed: npm ${args.join(' ')} in ${cwd}\n${output}`)),
    );
  });
}

/** Runs a step, and prints what it returns with its seconds. */
async function timed(step, run) {
  const began = performance.now();
  const result = await run();
  console.log(`==> ${step}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  if (typeof result === 'string') console.log(result.trim());
  return result;
}
