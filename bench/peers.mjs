import { execFile } from 'node:child_process';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { at, startProcess } from './start-process.mjs';

const run = promisify(execFile);

/** The path of the account shown in the API's documentation, and a token that may read it. */
export const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
export const TOKEN = { authorization: 'Bearer athena-demo-token' };

/** Starts the simulator with default settings (all checks on) and additional options, such as `--data`. */
export function startSimulator(options, { isProbed = false, path = ACCOUNT } = {}) {
  return startProcess((port) => [at('dist/main.js'), '--port', port, '--log-level', 'warn', ...options], {
    path,
    headers: TOKEN,
    isProbed,
  });
}

/** Starts Prism as a mock of the included contract. */
export function startPrism() {
  const toArguments = (port) => [at(PRISM), 'mock', at('dist/openapi.json'), '--port', port, '--verboseLevel', 'fatal'];
  return startProcess(toArguments, { path: ACCOUNT, headers: TOKEN });
}

/** Starts a bare server that serves a fixed body. `kind`: `express-json`, `express-buffer` or `node-http`. */
export function startBare(kind, bodyFile) {
  return startProcess((port) => [at('bench/bare-server.mjs'), kind, bodyFile, port], { path: ACCOUNT });
}

/** Starts the mock that is written by hand, with the agents of a file. */
export function startMock(agentsFile) {
  return startProcess((port) => [at('bench/express-mock.mjs'), agentsFile, port], {
    path: '/api/v1/agents',
    headers: TOKEN,
  });
}

/** Starts json-server on a file with these rows. */
export async function startJsonServer(version, { rows, folder }) {
  const bin = await fetchJsonServer(version);
  const file = join(folder, `json-server-${version}.json`);
  await writeFile(file, rows);
  const quiet = version.startsWith('0.') ? ['--quiet', '--no-cors'] : [];
  return startProcess((port) => [bin, file, '--port', port, '--host', '127.0.0.1', ...quiet], { path: '/accounts/1' });
}

/** Installs json-server on demand, so that it is not a dependency. */
async function fetchJsonServer(version) {
  const folder = at(`bench/.peers/json-server-${version}`);
  const bin = join(folder, 'node_modules/json-server/lib', version.startsWith('0.') ? 'cli/bin.js' : 'bin.js');
  const isThere = await access(bin).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{"private":true}\n');
    await run('npm', [
      'install',
      '--prefix',
      folder,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `json-server@${version}`,
    ]);
  }
  return bin;
}

/** The versions in use: the last one of the 0.x line, and the newest. */
export const JSON_SERVERS = ['0.17.4', '1.0.0-beta.15'];
const PRISM = 'node_modules/@stoplight/prism-cli/dist/index.js';
