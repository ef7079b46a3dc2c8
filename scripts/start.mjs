import { build, findStaleSteps, hasCompiler, isBuilt } from './build-steps.mjs';

const stale = findStaleSteps();
if (stale.length > 0 && hasCompiler()) {
  console.error(`Building what has changed: ${stale.map(({ name }) => name).join(', ')}.`);
  build(stale);
} else if (!isBuilt()) {
  console.error(
    'Failed to start: the simulator is not built, and the compiler is not installed. Run `npm ci`, then start it again.',
  );
  process.exit(1);
}

// In this process rather than in a child, so that signals reach the server.
await import('../dist/main.js');
