import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a command has printed, and its exit code. */
export interface ShellResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Links the built package into an empty folder, as an installation would put it there, and Vitest beside it. */
export function installPackage(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  symlinkSync(ROOT, join(modules, 'athena-simulator'));
  symlinkSync(join(ROOT, 'node_modules/vitest'), join(modules, 'vitest'));
  symlinkSync('../athena-simulator/dist/main.js', join(modules, '.bin/athena-simulator'));
  symlinkSync('../vitest/vitest.mjs', join(modules, '.bin/vitest'));
}

/** Runs a line in a shell of its own, in a folder and with these variables beside those of the system. */
export function runInShell(line: string, folder: string, variables: Readonly<Record<string, string>>): ShellResult {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:ATHENA_|VITEST|NODE_ENV$)/.test(name));
  return spawnSync('bash', ['-c', line], {
    cwd: folder,
    env: { ...Object.fromEntries(own), NO_COLOR: '1', ...variables },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 ** 2,
  });
}

/** Ends a process, if it has not ended. */
export function endProcess(id: number): void {
  try {
    process.kill(id);
  } catch {
    // It has ended.
  }
}
