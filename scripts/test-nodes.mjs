import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { delimiter, join } from 'node:path';
import { installPackage, ROOT, run, withPackedPackage } from './packed-package.mjs';

/** The tested Node versions besides the one that runs this script. Each stands for the newest release of its line. */
const VERSIONS = ['22', '24', '26'];
const FOLDER = join(ROOT, '.nodes');

const IN_PROCESS = `
  import { createSimulator } from 'athena-simulator';
  import { createAthenaClient } from 'athena-simulator/client';
  const simulator = await createSimulator();
  const client = createAthenaClient({ fetch: (request) => simulator.fetch(request) });
  const { data } = await client.GET('/api/v1/agents');
  if (!(data.data.length > 0)) throw new Error('no agents');
  await simulator.close();
`;

/**
 * Runs `npm test` and tries the packed package on other versions of Node: `npm run test:nodes -- 24`, by default on
 * all. `-- turn` selects one by the number of commits, so that CI rotates through them. `-- smoke 24` skips the tests.
 */
const args = process.argv.slice(2);
const wanted = args.includes('turn') ? [selectByCommitCount()] : args.filter((name) => VERSIONS.includes(name));
const unknown = args.filter((name) => !['turn', 'smoke', ...VERSIONS].includes(name));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Name one of ${VERSIONS.join(', ')}, turn or smoke.`);
  process.exit(2);
}
for (const version of wanted.length === 0 ? VERSIONS : wanted) {
  const bin = fetchNode(version);
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  console.log(`==> Node ${run('node', ['--version'], { env }).trim()}`);
  await withPackedPackage((packed) => tryPackage(installPackage({ ...packed, name: 'smoke' }), env));
  if (args.includes('smoke')) continue;
  const { status } = spawnSync('npm', ['test'], { cwd: ROOT, env, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

function selectByCommitCount() {
  const count = Number(run('git', ['rev-list', '--count', 'HEAD'], { cwd: ROOT }));
  return VERSIONS[count % VERSIONS.length];
}

/** Downloads Node once, from the npm package `node-<system>-<processor>`, and returns the folder of its binary. */
function fetchNode(version) {
  const folder = join(FOLDER, version);
  const name = `node-${process.platform}-${process.arch}`;
  const bin = join(folder, 'node_modules', name, 'bin');
  if (existsSync(join(bin, 'node'))) return bin;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  run('npm', ['install', `${name}@${version}`, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'], {
    cwd: folder,
  });
  return bin;
}

/** Starts the package's command, requests the current user, stops it, and uses the package in process. */
async function tryPackage(project, env) {
  const main = join(project, 'node_modules', 'athena-simulator', 'dist', 'main.js');
  const server = spawn('node', [main, '--port', '0', '--ephemeral'], {
    cwd: project,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  try {
    const url = await findUrl(server);
    const response = await fetch(`${url}/api/v1/user`, { headers: { authorization: 'Bearer athena-demo-token' } });
    if (!response.ok) throw new Error(`GET /api/v1/user: ${response.status}`);
  } finally {
    server.kill('SIGTERM');
  }
  const code = await ended;
  if (code !== 0) throw new Error(`The server ended with ${code} after SIGTERM.`);
  run('node', ['--input-type=module', '--eval', IN_PROCESS], { cwd: project, env });
  console.log('The packed package starts, responds, stops, and works in process.');
}

async function findUrl({ stdout }) {
  for await (const line of createInterface({ input: stdout })) {
    const [, url] = /^\s*URL\s+(http\S+)/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('The server exited before it listened.');
}
