import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The documents of the API and of the control plane. */
const BUNDLES = [
  { source: '../spec/openapi.yaml', target: '../dist/openapi.json' },
  { source: '../control/openapi.yaml', target: '../dist/control.json' },
];

try {
  // The simulator's own loader, so that the bundle equals what the simulator would load from the files.
  const { loadDocument } = await import('../dist/document/load-document.js');
  for (const { source, target } of BUNDLES) {
    const { document } = await loadDocument(relative(process.cwd(), toPath(source)));
    await mkdir(dirname(toPath(target)), { recursive: true });
    // Written to a temporary file and renamed, so that a server that starts meanwhile reads a complete bundle.
    await writeFile(`${toPath(target)}.tmp`, JSON.stringify(document));
    await rename(`${toPath(target)}.tmp`, toPath(target));
  }
} catch (error) {
  console.error(`Failed to bundle the contract:\n${toMessage(error)}`);
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
