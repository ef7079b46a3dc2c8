import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSimulator, type Simulator } from '../../src/index.ts';
import { BootError } from '../../src/kernel/boot-fault.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';

const SHOP = fileURLToPath(new URL('../contracts/shop', import.meta.url));
const DOCUMENT = 'openapi.yaml';

/**
 * A text of a file of the shop contract, and what stands in its place. The file is `openapi.yaml` where none is named.
 */
export type Edit = readonly [from: string, to: string, file?: string];

/**
 * Gives copies of the shop contract with edits; they are removed when the tests of the file have run. Throws where
 * there is nothing to edit.
 */
export function useShopVariants(): (...edits: readonly Edit[]) => Promise<string> {
  const newFolder = useTemporaryFolders();
  return async (...edits) => {
    const folder = await newFolder();
    await cp(SHOP, folder, { recursive: true });
    for (const [from, to, file = DOCUMENT] of edits) {
      const text = await readFile(join(folder, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} holds no ${from}`);
      await writeFile(
        join(folder, file),
        text.replace(from, () => to),
      );
    }
    return join(folder, DOCUMENT);
  };
}

/**
 * The faults that keep a simulator from starting: `file#pointer: message`, files by their base names. Each must have a
 * remedy.
 */
export async function bootFaultsOf(options: Parameters<typeof createSimulator>[0]): Promise<readonly string[]> {
  try {
    await (await createSimulator(options)).close();
    return [];
  } catch (error) {
    if (!(error instanceof BootError)) throw error;
    if (error.faults.some(({ remedy }) => remedy === '')) throw new Error('A fault has no remedy.', { cause: error });
    return error.faults.map(({ file, pointer, message }) => `${file.replace(/^.*\//, '')}#${pointer}: ${message}`);
  }
}

/** Sends JSON and gives the status, and what `data` holds or else the whole body. */
export async function call(
  simulator: Pick<Simulator, 'fetch'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly data: unknown }> {
  const init =
    body === undefined
      ? { method }
      : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await simulator.fetch(`http://shop.test${path}`, init);
  const text = await response.text();
  const content: unknown = text === '' ? undefined : JSON.parse(text);
  const hasData = typeof content === 'object' && content !== null && 'data' in content;
  return { status: response.status, data: hasData ? content.data : content };
}
