import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, findStaleSteps } from './build-steps.mjs';

const SPEC = fileURLToPath(new URL('../spec', import.meta.url));
const COMMAND = 'Run "npm run spec:examples" and commit what it writes.';
const isCheck = process.argv.includes('--check');

/** Writes the generated examples of the contract; with `--check` only reports which are out of date. */
try {
  await run();
} catch (error) {
  console.error(`Failed to generate the examples:\n${error.name === 'BootError' ? error.message : error.stack}`);
  process.exitCode = 1;
}

async function run() {
  const missing = findMissing();
  if (isCheck && missing.length > 0) return report(missing.map(({ file }) => file));
  // A contract that refers to a missing file does not load, so the first generation starts from placeholders.
  for (const { file, names } of missing) writePlaceholders(file, names);
  build(findStaleSteps());
  const { findOutdatedExamples } = await import('../dist/assembly/examples/find-outdated-examples.js');
  const { createSimulator } = await import('../dist/index.js');
  const outdated = await findOutdatedExamples(() => createSimulator({ seed: '1' }));
  if (isCheck) return report([...outdated.keys()]);
  for (const [file, text] of outdated) {
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
  }
  console.log(`${outdated.size} files changed in spec/examples.`);
}

/** Returns the files of generated examples, and the names in them, that paths refer to and that do not exist yet. */
function findMissing() {
  const references = new Map();
  for (const name of readdirSync(join(SPEC, 'paths'))) {
    const text = readFileSync(join(SPEC, 'paths', name), 'utf8');
    for (const [, id, example] of text.matchAll(/\$ref: ['"]?\.\.\/examples\/(\w+)\.yaml#\/(\w+)/g))
      references.set(id, [...(references.get(id) ?? []), example]);
  }
  return [...references].flatMap(([id, examples]) => {
    const file = join(SPEC, 'examples', `${id}.yaml`);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const names = examples.filter((example) => !new RegExp(`^${example}:`, 'm').test(text));
    return names.length === 0 ? [] : [{ file, names }];
  });
}

function writePlaceholders(file, names) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, names.map((name) => `${name}:\n  value: null\n`).join(''), { flag: 'a' });
}

function report(files) {
  if (files.length === 0) return;
  for (const file of files)
    console.error(`spec/examples/${file.slice(SPEC.length + '/examples/'.length)} is out of date.`);
  console.error(COMMAND);
  process.exitCode = 1;
}
