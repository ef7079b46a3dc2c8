import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig, type ConfigFile } from '../../config/config-file.ts';
import type { BootFault } from '../../kernel/boot-fault.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { toClause } from '../../kernel/text/to-reason.ts';

/** The configuration file of a command: none, one that was read, or what is wrong with it. */
export type LoadedConfigFile =
  | { readonly kind: 'none' }
  | { readonly kind: 'ok'; readonly file: ConfigFile }
  | { readonly kind: 'fault'; readonly fault: BootFault };

/**
 * Loads the configuration file that is named, otherwise the one in the working directory. TypeScript is loaded by jiti,
 * which is itself loaded only for that.
 */
export async function loadConfigFile(folder: string, named: string | undefined): Promise<LoadedConfigFile> {
  if (named !== undefined) return load(resolve(folder, named), named);
  const [first, second] = EXTENSIONS.map((extension) => `${PRODUCT.configFile}${extension}`).filter((name) =>
    existsSync(join(folder, name)),
  );
  if (first === undefined) return { kind: 'none' };
  if (second === undefined) return load(join(folder, first), relative(folder, join(folder, first)));
  return toFault(first, `There is ${second} beside it.`, 'Keep one of them, or name one with --config.');
}

async function load(path: string, name: string): Promise<LoadedConfigFile> {
  const extension = extname(path);
  if (!EXTENSIONS.some((known) => known === extension))
    return toFault(name, 'Its extension is not known.', `Give a file that ends with ${EXTENSIONS.join(', ')}.`);
  try {
    return { kind: 'ok', file: { name, content: await read(path, extension) } };
  } catch (error) {
    return toFault(name, `It cannot be loaded: ${toClause(error)}.`, 'Correct it, or name another file with --config.');
  }
}

async function read(path: string, extension: string): Promise<unknown> {
  if (extension === '.json') return JSON.parse(await readFile(path, 'utf8')) as unknown;
  if (extension === '.js' || extension === '.mjs') return toDefault(await import(pathToFileURL(path).href));
  const { createJiti } = await import('jiti');
  // The file imports `defineConfig` from this package, which need not be installed beside it.
  const jiti = createJiti(path, { virtualModules: { [PRODUCT.name]: { defineConfig } }, fsCache: false });
  return toDefault(await jiti.import(path));
}

function toDefault(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
}

function toFault(file: string, message: string, remedy: string): LoadedConfigFile {
  return { kind: 'fault', fault: { file, pointer: '', message, remedy } };
}

/** In the order in which they are looked for. */
const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.json'] as const;
