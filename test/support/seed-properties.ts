import { configureGlobal, readConfigureGlobal } from 'fast-check';

/** Setup file: properties draw by `TEST_SEED` if it is set, so that a run can be repeated. Else each run draws anew. */
const seed = process.env['TEST_SEED'];
if (seed !== undefined) configureGlobal({ ...readConfigureGlobal(), seed: Number(seed) });
