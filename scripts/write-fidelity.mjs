import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeFidelity } from '../dist/assembly/commands/describe-fidelity.js';
import { loadContract } from '../dist/assembly/load/load-contract.js';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Writes docs/fidelity.md from the built contract and docs/fidelity-notes.md. */
writeFileSync(
  at('docs/fidelity.md'),
  describeFidelity(await loadContract(undefined), readFileSync(at('docs/fidelity-notes.md'), 'utf8')),
);
