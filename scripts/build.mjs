import { build, findStaleSteps } from './build-steps.mjs';

// `--stale` builds only what has changed since the last build, so that consecutive test suites share one build.
build(process.argv.includes('--stale') ? findStaleSteps() : undefined);
