import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { BUILD_NPMRC, buildAccess, findBaseName, makeBaseImage } from './image/base-image.mjs';
import { openCompose } from './image/compose.mjs';
import { findEngine } from './image/engine.mjs';
import { median } from './median.mjs';

/**
 * Builds the image and checks it in containers: `npm run test:image`. `--can-run` only returns, as its exit code,
 * whether a container engine runs. `--make-base` builds a missing base image from Debian's packages.
 */
const context = fileURLToPath(new URL('..', import.meta.url));
const engine = findEngine();
const id = `athena-check-${process.pid}`;
const image = `localhost/${id}`;
const volume = `${id}-data`;
const folder = mkdtempSync(join(tmpdir(), 'athena-image-'));
const figures = [];
/** How long each stop of a container took, in milliseconds. */
const stops = [];

/** The restrictions of compose.yaml, which strict orchestrators require. */
const LOCKED = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
/** In milliseconds. */
const MAX_START = 60_000;
const MAX_STOP = 2_000;
/** In bytes, without the base image. */
const MAX_SIZE = 30e6;

if (process.argv.includes('--can-run')) process.exit(engine === undefined ? 1 : 0);
if (engine === undefined) {
  console.log(
    'Skipped: neither a Docker engine nor Podman as root runs here. npm run check:docker runs the steps of the Dockerfile by hand.',
  );
  process.exit(0);
}

try {
  buildImage();
  await checkContainer();
  await checkVolume();
  await checkSharedVolume();
  await checkCompose();
  // Most of them: the engine itself may take seconds on a busy machine.
  assert.ok(median(stops) < MAX_STOP, `most containers stop in less than ${MAX_STOP} ms, not ${stops.join(', ')}`);
  console.log(`The image passes all checks (${engine.name}): ${figures.join(', ')}.`);
} finally {
  for (const name of containers()) engine.attempt('rm', '--force', '--volumes', name);
  engine.attempt('volume', 'rm', '--force', volume);
  engine.attempt('rmi', '--force', image);
  rmSync(folder, { recursive: true, force: true });
}

function buildImage() {
  const base = findBaseName(join(context, 'Dockerfile'));
  if (process.argv.includes('--make-base') && engine.attempt('image', 'inspect', base).status !== 0)
    timed('base image', () => makeBaseImage(engine, base));
  writeFileSync(join(folder, 'npmrc'), BUILD_NPMRC);
  const podman =
    engine.name === 'podman'
      ? ['--format', 'docker', '--network', 'host', ...engine.limits, ...buildAccess(folder)]
      : [];
  timed('build', () => engine.call('build', ...podman, '--tag', image, context));
  const size = sizeOf(image) - sizeOf(base);
  assert.ok(size < MAX_SIZE, `the image adds less than ${MAX_SIZE / 1e6} MB to its base`);
  figures.push(`${(size / 1e6).toFixed(1)} MB over the base image`);
}

/** Checks a restricted container: read-only root, no capabilities, not root, healthy, exit code 0 on SIGTERM. */
async function checkContainer() {
  const name = start('locked', LOCKED);
  const started = await untilHealthy(name);
  figures.push(`healthy after ${started} ms`);
  const status = engine.call('exec', name, 'cat', '/proc/1/status');
  assert.match(status, /^Uid:\t1000\t1000\t1000\t1000$/m, 'process 1 is not root');
  assert.match(status, /^CapEff:\t0+$/m, 'process 1 has no capability');
  assert.match(status, /^NoNewPrivs:\t1$/m, 'process 1 cannot get privileges');
  assert.notEqual(engine.attempt('exec', name, 'touch', '/app/written').status, 0, 'the root file system is read-only');
  figures.push(`stopped after ${stop(name)} ms`);
}

/** Checks that acknowledged writes survive `kill -9` of the container, in a new container on the same volume. */
async function checkVolume() {
  const first = start('first', [...LOCKED, '--volume', `${volume}:/data`]);
  await untilHealthy(first);
  put(first, 'Kept in the volume');
  engine.call('kill', '--signal', 'KILL', first);
  engine.call('wait', first);
  const second = start('second', [...LOCKED, '--volume', `${volume}:/data`]);
  await untilHealthy(second);
  assert.equal(get(second), 'Kept in the volume', 'a write survives kill -9 of the container');
}

/** Checks that a second container on a volume, even with the same host name, is rejected, and the first continues. */
async function checkSharedVolume() {
  const first = nameOf('second');
  for (const hostname of [[], ['--hostname', engine.call('inspect', '--format', '{{.Config.Hostname}}', first)]]) {
    const second = start(`rejected-${hostname.length}`, [...hostname, '--volume', `${volume}:/data`]);
    assert.notEqual(await untilEnded(second), '0', 'a second container on the volume is rejected');
    const { stdout, stderr } = engine.attempt('logs', second);
    assert.match(stdout + stderr, /db\.json/, 'the message names the file');
    put(first, second);
    assert.equal(get(first), second, 'the first container goes on');
  }
  stop(first);
}

/**
 * Checks the two services of compose.yaml in one network: the front-end starts when the simulator is healthy, and
 * reaches it by its name.
 */
async function checkCompose() {
  const compose = openCompose({ engine, context, image, id });
  try {
    compose.start('athena');
    await untilHealthy(compose.nameOf('athena'));
    assert.equal(compose.dependsOnHealth('front-end'), true, 'the front-end waits for a healthy simulator');
    assert.match(
      compose.runToEnd('front-end'),
      /Signed in as John Doe/,
      'the front-end reaches the simulator by its name',
    );
    stop(compose.nameOf('athena'));
  } finally {
    compose.remove();
  }
}

function start(part, options) {
  engine.call('run', '--detach', '--name', nameOf(part), ...engine.limits, ...options, image);
  return nameOf(part);
}

function nameOf(part) {
  return `${id}-${part}`;
}

function containers() {
  return engine.call('ps', '--all', '--filter', `name=${id}`, '--format', '{{.Names}}').split('\n').filter(Boolean);
}

/** Runs the image's own health check until it passes; returns how long that took in milliseconds. */
async function untilHealthy(name) {
  const begun = performance.now();
  const { Test: test } = JSON.parse(engine.call('inspect', '--format', '{{json .Config.Healthcheck}}', name));
  while (engine.attempt('exec', name, ...test.slice(1)).status !== 0) {
    const state = engine.call('inspect', '--format', '{{.State.Status}}', name);
    assert.equal(state, 'running', `the container ended: ${engine.attempt('logs', name).stderr}`);
    assert.ok(performance.now() - begun < MAX_START, 'the container gets healthy');
    await sleep(100);
  }
  return Math.round(performance.now() - begun);
}

/** Waits until a container ends by itself; returns its exit code. */
async function untilEnded(name) {
  const begun = performance.now();
  while (engine.call('inspect', '--format', '{{.State.Running}}', name) === 'true') {
    assert.ok(performance.now() - begun < MAX_START, `${name} ends by itself`);
    await sleep(200);
  }
  return engine.call('inspect', '--format', '{{.State.ExitCode}}', name);
}

/** Stops a container as an orchestrator does, in ten seconds at most. Returns how long that took, in milliseconds. */
function stop(name) {
  const begun = performance.now();
  engine.call('stop', '--time', '10', name);
  const taken = Math.round(performance.now() - begun);
  assert.equal(
    engine.call('inspect', '--format', '{{.State.ExitCode}}', name),
    '0',
    'SIGTERM ends it with exit code 0',
  );
  stops.push(taken);
  return taken;
}

function put(name, text) {
  const body = JSON.stringify({ provider_display_name: text });
  return request(
    name,
    `{ method: 'PUT', headers: { ...headers, 'content-type': 'application/json' }, body: ${JSON.stringify(body)} }`,
  );
}

function get(name) {
  return request(name, '{ headers }');
}

/** Sends a request about the documented account from inside the container; returns the account's display name. */
function request(name, options) {
  const script = `
    const headers = { authorization: 'Bearer athena-demo-token' };
    const response = await fetch('http://127.0.0.1:4010/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000', ${options});
    if (!response.ok) throw new Error('The simulator responded with ' + response.status);
    console.log((await response.json()).data.provider_display_name);`;
  return engine.call('exec', name, 'node', '--input-type=module', '--eval', script);
}

function sizeOf(name) {
  return Number(engine.call('image', 'inspect', '--format', '{{.Size}}', name));
}

function timed(what, work) {
  const begun = performance.now();
  work();
  figures.push(`${what} ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}
