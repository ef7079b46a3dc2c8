import { spawnSync } from 'node:child_process';

/**
 * The container engine of this machine, Docker or Podman, as a function that runs one command of it. Undefined where
 * neither can run a container. Podman has to run as root: the check needs networks and volumes.
 */
export function findEngine() {
  if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0) return createEngine('docker', []);
  if (process.getuid() !== 0 || spawnSync('podman', ['--version'], { stdio: 'ignore' }).status !== 0) return undefined;
  // Podman's default runtime asks for more of the kernel than some machines give; runc runs on them.
  const runtime = spawnSync('runc', ['--version'], { stdio: 'ignore' }).status === 0 ? ['--runtime', 'runc'] : [];
  return spawnSync('podman', ['info'], { stdio: 'ignore' }).status === 0 ? createEngine('podman', runtime) : undefined;
}

function createEngine(name, global) {
  const run = (args, options = {}) =>
    spawnSync(name, [...global, ...args], { encoding: 'utf8', maxBuffer: MAX_OUTPUT, ...options });
  return {
    name,
    /**
     * What Podman needs beside a command's own options: its default limits are higher than those of a machine in a
     * sandbox.
     */
    limits: name === 'podman' ? LIMITS : [],
    /** Returns what the command printed. Throws an Error with what it complained of where it failed. */
    call(...args) {
      const { status, stdout, stderr } = run(args);
      if (status !== 0) throw new Error(`${name} ${args[0]} ended with ${status}: ${stderr.trim()}`);
      return stdout.trim();
    },
    /** Returns the exit code and what was printed, whatever it is. */
    attempt(...args) {
      return run(args);
    },
    /** Shows the command's output while it runs. Throws where it failed. */
    show(...args) {
      const { status } = run(args, { stdio: ['ignore', 'inherit', 'inherit'] });
      if (status !== 0) throw new Error(`${name} ${args[0]} ended with ${status}.`);
    },
  };
}

const LIMITS = ['--ulimit', 'nofile=20000:20000', '--ulimit', 'nproc=10000:10000'];
const MAX_OUTPUT = 64 * 1024 * 1024;
