import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { loadContract } from '../dist/assembly/load-contract.js';

const target = fileURLToPath(new URL('../src/athena/contract.generated.ts', import.meta.url));

/** Writes the contract's types, or with `--check` says whether they are out of date. Examples are left out: they are many times the types. */
const { contract } = await loadContract(undefined);
const types = astToString(await openapiTS(withoutExamples(contract.document), { immutable: true }));
const text = `// Generated from spec/ by "npm run spec:types". Do not edit.\n${types}`;

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error('src/athena/contract.generated.ts is out of date. Run "npm run spec:types" and commit what it writes.');
  process.exitCode = 1;
}

/** Properties may be called `example` too: a map of properties is kept as it is. */
function withoutExamples(value, isMap = false) {
  if (Array.isArray(value)) return value.map((item) => withoutExamples(item));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => isMap || (name !== 'example' && name !== 'examples'));
  return Object.fromEntries(
    kept.map(([name, child]) => [name, withoutExamples(child, !isMap && (name === 'properties' || name === 'schemas'))]),
  );
}
