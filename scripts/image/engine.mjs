import { spawnSync } from 'node:child_process';

/**
 * Returns this machine's container engine, Docker or Podman, or undefined when neither can run containers. Podman must
 * run as root, because the check needs networks and volumes.
 */
export function findEngine() {
  if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0) return createEngine('docker', []);
  if (process.getuid() !== 0 || spawnSync('podman', ['--version'], { stdio: 'ignore' }).status !== 0) return undefined;
  // Podman's default runtime needs kernel features that some machines lack; runc does not.
  const runtime = spawnSync('runc', ['--version'], { stdio: 'ignore' }).status === 0 ? ['--runtime', 'runc'] : [];
  return spawnSync('podman', ['info'], { stdio: 'ignore' }).status === 0 ? createEngine('podman', runtime) : undefined;
}

function createEngine(name, global) {
  const run = (args, options = {}) =>
    spawnSync(name, [...global, ...args], { encoding: 'utf8', maxBuffer: MAX_OUTPUT, ...options });
  return {
    name,
    /** Options that lower Podman's default limits, which are above those of sandboxed machines. */
    limits: name === 'podman' ? LIMITS : [],
    /** Returns the command's output. Throws an Error with its error output when it fails. */
    call(...args) {
      const { status, stdout, stderr } = run(args);
      if (status !== 0) throw new Error(`${name} ${args[0]} ended with ${status}: ${stderr.trim()}`);
      return stdout.trim();
    },
    /** Returns the exit code and the output; does not throw. */
    attempt(...args) {
      return run(args);
    },
    /** Prints the command's output while it runs. Throws when it fails. */
    show(...args) {
      const { status } = run(args, { stdio: ['ignore', 'inherit', 'inherit'] });
      if (status !== 0) throw new Error(`${name} ${args[0]} ended with ${status}.`);
    },
  };
}

const LIMITS = ['--ulimit', 'nofile=20000:20000', '--ulimit', 'nproc=10000:10000'];
const MAX_OUTPUT = 64 * 1024 * 1024;
