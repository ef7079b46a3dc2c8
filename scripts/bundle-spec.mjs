import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const contract = relative(process.cwd(), fileURLToPath(new URL('../spec/openapi.yaml', import.meta.url)));
const target = fileURLToPath(new URL('../dist/openapi.json', import.meta.url));

try {
  // The loader is the simulator's own: the bundle is what it would read from the files.
  const { loadDocument } = await import('../dist/document/load-document.js');
  const { document } = await loadDocument(contract);
  await mkdir(dirname(target), { recursive: true });
  // Written beside and renamed: a server that starts meanwhile reads the old bundle or the new one, never a half.
  await writeFile(`${target}.tmp`, JSON.stringify(document));
  await rename(`${target}.tmp`, target);
} catch (error) {
  console.error(`The contract cannot be bundled:\n${toMessage(error)}`);
  process.exit(1);
}

function toMessage(error) {
  if (error.name === 'BootError') return error.message;
  if (error.code === 'ERR_MODULE_NOT_FOUND') return `${error.message}\nRun \`npm run build\`, which compiles the loader first.`;
  return error.stack;
}
