import { build, findStaleSteps } from './build-steps.mjs';

// `--stale` builds only what has changed since the last build: suites that run one after the other need no build each.
build(process.argv.includes('--stale') ? findStaleSteps() : undefined);
