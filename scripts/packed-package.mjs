import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, mkdirSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Packs the package as it would be published, calls `use` with a temporary folder and the tarball, and cleans up. */
export async function withPackedPackage(use) {
  const folder = mkdtempSync(join(tmpdir(), 'athena-package-'));
  try {
    const [{ filename }] = JSON.parse(
      run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], { cwd: ROOT }),
    );
    await use({ folder, tarball: join(folder, filename) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Installs the tarball with its dependencies in a new project, as a user would, preferring npm's cache. */
export function installPackage({ folder, tarball, name }) {
  const project = join(folder, name);
  mkdirSync(project, { recursive: true });
  const manifest = join(project, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, JSON.stringify({ name, private: true, type: 'module' }));
  run(
    'npm',
    ['install', tarball, '--omit=dev', '--omit=peer', '--prefer-offline', '--no-audit', '--no-fund', '--no-save'],
    {
      cwd: project,
    },
  );
  return project;
}

/** Links development dependencies of this repository into a project, so that they are not downloaded again. */
export function linkDependencies(project, names) {
  for (const name of names) {
    const target = join(project, 'node_modules', name);
    mkdirSync(join(target, '..'), { recursive: true });
    if (!existsSync(target)) symlinkSync(join(ROOT, 'node_modules', name), target);
  }
}

/** Copies an example, without its node_modules. */
export function copyExample(name, folder) {
  cpSync(join(ROOT, 'examples', name), folder, {
    recursive: true,
    filter: (source) => !source.includes('node_modules'),
  });
}

/** Runs a command and returns its output. Throws an Error with the output when it fails. */
export function run(command, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64e6, ...options });
  if (status !== 0) throw new Error(`Failed: ${command} ${args.join(' ')}\n${stdout ?? ''}${stderr ?? ''}`);
  return stdout;
}
