import { build, findStaleSteps, removeBundledModules } from './build-steps.mjs';

// `--stale` builds only what has changed since the last build, so that consecutive test suites share one build.
build(process.argv.includes('--stale') ? findStaleSteps() : undefined);

// `--prune` leaves only what a server needs.
if (process.argv.includes('--prune')) removeBundledModules();
