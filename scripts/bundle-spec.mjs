import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of the API, and of the control plane. */
const BUNDLES = [
  { source: '../spec/openapi.yaml', target: '../dist/openapi.json' },
  { source: '../control/openapi.yaml', target: '../dist/control.json' },
];

try {
  // The loader is the simulator's own: the bundle is what it would read from the files.
  const { loadDocument } = await import('../dist/document/load-document.js');
  for (const { source, target } of BUNDLES) {
    const { document } = await loadDocument(relative(process.cwd(), toPath(source)));
    await mkdir(dirname(toPath(target)), { recursive: true });
    // Written beside and renamed: a server that starts meanwhile reads the old bundle or the new one, never a half.
    await writeFile(`${toPath(target)}.tmp`, JSON.stringify(document));
    await rename(`${toPath(target)}.tmp`, toPath(target));
  }
} catch (error) {
  console.error(`The contract cannot be bundled:\n${toMessage(error)}`);
  process.exit(1);
}

function toPath(path) {
  return fileURLToPath(new URL(path, import.meta.url));
}

function toMessage(error) {
  if (error.name === 'BootError') return error.message;
  if (error.code === 'ERR_MODULE_NOT_FOUND')
    return `${error.message}\nRun \`npm run build\`, which compiles the loader first.`;
  return error.stack;
}
