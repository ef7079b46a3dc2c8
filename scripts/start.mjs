import { build, findStaleSteps, hasCompiler, isBuilt } from './build-steps.mjs';

const stale = findStaleSteps();
if (stale.length > 0 && hasCompiler()) {
  console.error(`Building what has changed: ${stale.map(({ name }) => name).join(', ')}.`);
  build(stale);
} else if (!isBuilt()) {
  console.error(
    'The simulator is not built, and the compiler is not installed. Run `npm ci` first, then start it again.',
  );
  process.exit(1);
}

// In this process: no child to wait for, and signals reach the server itself.
await import('../dist/main.js');
