import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { buildStages } from './dockerfile-stages.mjs';
import { findFreePort } from './find-free-port.mjs';

/**
 * Checks the Dockerfile without Docker: runs its steps by hand (see dockerfile-stages.mjs), then its entry point as a
 * container would. As root, the entry point is the first process of its own PID namespace and runs as the image's user;
 * otherwise it is an ordinary process, and file owners are not checked. Not checked: memory limits, networks, and the
 * base image's contents.
 */
const context = fileURLToPath(new URL('..', import.meta.url));
const compose = parse(readFileSync(join(context, 'compose.yaml'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'athena-image-'));
// Lets the image's user enter the temporary folder.
chmodSync(folder, 0o755);
const isContained =
  process.getuid() === 0 && spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']).status === 0;
let running;

/** In bytes, without the base image. */
const MAX_SIZE = 25e6;
/** In milliseconds. Docker, too, waits ten seconds for a container to stop. */
const MAX_START = 60_000;
const GRACE = 10_000;

try {
  const image = buildStages({ context, folder });
  checkDeclarations(image);
  checkContent(image);
  await checkLife(image);
  await checkOptions(image);
  console.log('The Dockerfile passes all checks.');
} finally {
  running?.kill();
  rmSync(folder, { recursive: true, force: true });
}

function checkDeclarations({ image, user, volumes, ports, env }) {
  const [, major] = /^node:(\d+)/.exec(image ?? '') ?? [];
  if (major !== process.versions.node.split('.')[0])
    console.log(`Node ${process.version} of this machine stands in for ${image}.`);
  assert.match(user ?? '', /^[1-9]\d*:[1-9]\d*$/, 'the last stage names a user that is not root, by number');
  assert.equal(env.ATHENA_HOST, '0.0.0.0', 'a container is reached from outside');
  const { athena, 'front-end': frontEnd } = compose.services;
  assert.deepEqual(athena.volumes, [`athena-data:${volumes[0]}`], 'compose.yaml keeps the volume');
  assert.deepEqual(
    athena.ports,
    [`127.0.0.1:${ports[0]}:${ports[0]}`],
    'compose.yaml publishes the port, to this machine alone',
  );
  assert.equal(env.ATHENA_PORT, String(ports[0]), 'the port that is exposed is listened on');
  assert.equal(frontEnd.depends_on.athena.condition, 'service_healthy');
}

/** Checks that the image adds no development files to its base, and stays below the maximum size. */
function checkContent({ root }) {
  const files = listFiles(root);
  const developmentFiles = [...files.keys()].filter((name) =>
    /^app\/(?:src|test|scripts|spec|\.|node_modules\/(?:typescript|vitest|swagger-ui-dist|@scarf)\/)/.test(name),
  );
  assert.deepEqual(developmentFiles, [], 'the image has no development files');
  assert.deepEqual(
    [...files.keys()].filter((name) => /^app\/dist\/.*\.(?:map|ts)$/.test(name)),
    [],
  );
  const sizes = new Map();
  for (const [name, { size }] of files) {
    const part = name.split('/').slice(0, 2).join('/');
    sizes.set(part, (sizes.get(part) ?? 0) + size);
  }
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  for (const [part, size] of sizes) console.log(`  ${part.padEnd(24)}${toMegabytes(size)}`);
  console.log(`  on top of the base image ${toMegabytes(total)} in ${files.size} files`);
  assert.ok(total < MAX_SIZE, `the image adds less than ${toMegabytes(MAX_SIZE)}`);
}

/** Checks that the server starts, becomes healthy, keeps writes after kill -9, and stops on SIGTERM. */
async function checkLife(image) {
  const before = listFiles(image.root);
  const environment = await toEnvironment(image);
  assert.equal(await isHealthy(image, environment), false, 'it is unhealthy before it runs');
  const first = await startHealthy(image, environment);
  const account = `${first.url}/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000`;
  const headers = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/json' };
  const change = { provider_display_name: 'Kept in the volume' };
  assert.equal((await fetch(account, { method: 'PUT', headers, body: JSON.stringify(change) })).status, 200);
  await checkReference(first.url);
  await checkFrontEnd(image, first.url);
  await end(first.process, 'SIGKILL');
  const second = await startHealthy(image, environment);
  assert.equal(
    (await (await fetch(account, { headers })).json()).data.provider_display_name,
    change.provider_display_name,
    'a write survives kill -9',
  );
  assert.deepEqual(await end(second.process, 'SIGTERM'), [0, null], 'SIGTERM ends it, with exit code 0');
  checkWritten(image, before);
}

/** Checks that the server wrote only to the volume, as its user, so that the rest may be read-only. */
function checkWritten({ root, user, volumes }, before) {
  const after = listFiles(root);
  const written = [...after].filter(([name, { mtime }]) => before.get(name)?.mtime !== mtime);
  const inVolume = written.filter(([name]) => `/${name}`.startsWith(`${volumes[0]}/`));
  assert.ok(inVolume.length > 0, 'data is written to the volume');
  assert.deepEqual(
    written.map(([name]) => name),
    inVolume.map(([name]) => name),
    'nothing is written elsewhere',
  );
  if (isContained)
    for (const [name, { owner }] of inVolume) assert.equal(owner, user, `${name} belongs to the image's user`);
}

async function checkReference(url) {
  const page = await (await fetch(`${url}/docs`)).text();
  assert.doesNotMatch(page, /data-token/, 'a page that other machines can open holds no token');
  for (const [, link] of page.matchAll(/(?:script [^>]*src|rel="stylesheet" href)="([^"]+)"/g)) {
    const response = await fetch(new URL(link, `${url}/docs`));
    assert.equal(response.status, 200, link);
    await response.arrayBuffer();
  }
}

/** Runs the front-end's command of compose.yaml, with the server's address in place of the service's name. */
async function checkFrontEnd(image, url) {
  const { command, environment } = compose.services['front-end'];
  assert.equal(
    environment.ATHENA_URL,
    `http://athena:${image.ports[0]}`,
    'the front-end calls the service by its name',
  );
  // Compose reads `$$` as `$`.
  const words = command.map((word) => word.replaceAll('$$', '$'));
  assert.equal(
    await runIn(image, words, { ...environment, ATHENA_URL: url }),
    0,
    'the front-end of compose.yaml reaches the simulator',
  );
}

/** Checks the command lines of docs/docker.md and of the CI example. */
async function checkOptions(image) {
  const environment = await toEnvironment(image);
  assert.equal(await runIn(image, [...image.entrypoint, 'validate'], environment), 0, '`validate` runs in the image');
  const { process: child } = await startHealthy(image, environment, ['--ephemeral', '--seed', '1']);
  assert.deepEqual(await end(child, 'SIGTERM'), [0, null]);
}

async function startHealthy(image, environment, options = []) {
  const started = performance.now();
  const child = spawnIn(image, [...image.entrypoint, ...(image.command ?? []), ...options], environment);
  running = child;
  while (!(await isHealthy(image, environment))) {
    assert.equal(child.exitCode, null, 'it keeps running');
    assert.ok(performance.now() - started < MAX_START, 'it gets healthy');
    await sleep(200);
  }
  console.log(
    `Healthy after ${Math.round(performance.now() - started)} ms${isContained ? `, as process 1 of user ${image.user}` : ''}.`,
  );
  return { process: child, url: `http://127.0.0.1:${environment.ATHENA_PORT}` };
}

/** Returns the image's environment, with a port that is free on this machine. */
async function toEnvironment({ env, map }) {
  const mapped = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, map(value)]));
  return { ...mapped, PATH: process.env.PATH, ATHENA_PORT: String(await findFreePort()) };
}

function spawnIn({ root, workdir, user, map }, command, environment, errors = 'inherit') {
  const [uid, gid] = user.split(':');
  const words = isContained
    ? [
        'unshare',
        '--pid',
        '--fork',
        '--mount-proc',
        '--kill-child',
        'setpriv',
        `--reuid=${uid}`,
        `--regid=${gid}`,
        '--clear-groups',
        '--no-new-privs',
        '--bounding-set=-all',
        ...command,
      ]
    : command;
  return spawn(words[0], words.slice(1).map(map), {
    cwd: root + workdir,
    env: environment,
    stdio: ['ignore', 'ignore', errors],
  });
}

/** Runs the health check; its error output is discarded, since it fails while the server starts. */
async function isHealthy(image, environment) {
  return (await runIn(image, image.healthcheck, environment, 'ignore')) === 0;
}

async function runIn(image, command, environment, errors = 'inherit') {
  const child = spawnIn(image, command, environment, errors);
  const [code] = await once(child, 'exit');
  return code;
}

/** Sends a signal to the process itself, as Docker does, and gives how it ended: `[code, signal]`. */
async function end(child, signal) {
  const exit = once(child, 'exit');
  const [first] = isContained ? readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ') : [];
  process.kill(Number(first ?? child.pid), signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE);
  const outcome = await exit;
  clearTimeout(timer);
  return outcome;
}

/** Returns the files below a folder by their relative paths. */
function listFiles(root, below = '') {
  const files = new Map();
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) for (const item of listFiles(root, name)) files.set(...item);
    else {
      const { size, mtimeMs, uid, gid } = lstatSync(join(root, name));
      files.set(name, { size, mtime: mtimeMs, owner: `${uid}:${gid}` });
    }
  }
  return files;
}

function toMegabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
