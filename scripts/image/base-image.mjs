import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';

/** Returns the name of the Dockerfile's base image. */
export function findBaseName(dockerfile) {
  const [first] = DockerfileParser.parse(readFileSync(dockerfile, 'utf8')).getFROMs();
  return first.getImage();
}

/**
 * Builds a substitute for the base image, under its name, on machines that reach Debian's packages but no image
 * registry: debootstrap's minimal system with this machine's Node and npm, and the user `node`.
 */
export function makeBaseImage(engine, name) {
  const folder = mkdtempSync(join(tmpdir(), 'athena-base-'));
  try {
    debootstrap(folder);
    addNode(folder);
    command('chroot', [
      folder,
      'sh',
      '-c',
      'groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node',
    ]);
    const archive = `${folder}.tar`;
    try {
      command('tar', ['-C', folder, '-cf', archive, '.']);
      engine.call('import', archive, `docker.io/library/${name}`);
    } finally {
      rmSync(archive, { force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function debootstrap(folder) {
  const { suite, mirror } = readDebianSource();
  command('debootstrap', ['--variant=minbase', '--include=ca-certificates,libstdc++6', suite, folder, mirror]);
  for (const unused of ['var/cache/apt/archives', 'var/lib/apt/lists'])
    rmSync(join(folder, unused), { recursive: true, force: true });
}

/** Returns the suite and mirror of this machine's Debian packages, from either of apt's two configuration formats. */
function readDebianSource() {
  const { stdout } = spawnSync(
    'apt-get',
    ['indextargets', '--format', '$(SITE) $(CODENAME) $(ORIGIN)', 'Identifier: Packages'],
    {
      encoding: 'utf8',
    },
  );
  const line = (stdout ?? '').split('\n').find((text) => /^\S+ [a-z]+ Debian$/.test(text));
  if (line === undefined) throw new Error('apt names no source of Debian packages. Run apt-get update first.');
  const [mirror, suite] = line.split(' ');
  return { mirror, suite };
}

function addNode(folder) {
  const npm = dirname(dirname(realpathOf('npm')));
  mkdirSync(join(folder, 'usr/lib/node_modules'), { recursive: true });
  cpSync(process.execPath, join(folder, 'usr/bin/node'), { dereference: true });
  cpSync(npm, join(folder, 'usr/lib/node_modules/npm'), { recursive: true, dereference: true });
  for (const tool of ['npm', 'npx'])
    symlinkSync(`../lib/node_modules/npm/bin/${tool}-cli.js`, join(folder, 'usr/bin', tool));
}

function realpathOf(program) {
  const { stdout } = spawnSync('sh', ['-c', `readlink -f "$(command -v ${program})"`], { encoding: 'utf8' });
  return stdout.trim();
}

function command(program, args) {
  const { status, stderr, stdout } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${(stderr || stdout || '').trim().slice(-2000)}`);
}

/**
 * Returns the build options that let npm verify its registry with this machine's certificates. They are mounted during
 * the build and do not become part of the image.
 */
export function buildAccess(folder) {
  const certificates = process.env['NODE_EXTRA_CA_CERTS'];
  if (certificates === undefined || !existsSync(certificates)) return [];
  return [
    '--volume',
    `${certificates}:/etc/ssl/certs/build.crt:ro`,
    '--volume',
    `${join(folder, 'npmrc')}:/root/.npmrc:ro`,
  ];
}

/** The content of the npm settings that `buildAccess` mounts. */
export const BUILD_NPMRC = 'cafile=/etc/ssl/certs/build.crt\nfund=false\naudit=false\nupdate-notifier=false\n';
