import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeOptions } from '../dist/config/describe-options.js';

/** Writes docs/options.md from the built table of options. */
writeFileSync(fileURLToPath(new URL('../docs/options.md', import.meta.url)), describeOptions());
