import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describePermissions } from '../dist/assembly/commands/describe-permissions.js';
import { loadContract } from '../dist/assembly/load/load-contract.js';

/** Writes docs/permissions.md from the built contract. */
const { contract } = await loadContract(undefined);
writeFileSync(fileURLToPath(new URL('../docs/permissions.md', import.meta.url)), describePermissions(contract));
