import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locatePackagedFiles, packagedFiles } from '../../../src/assembly/load/packaged-files.ts';

const SOURCE = fileURLToPath(new URL('../../../src/assembly/load/packaged-files.ts', import.meta.url));
const BUNDLES = ['dist/openapi.json', 'dist/control.json', 'dist/reference/swagger-ui.css'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'athena-package-'));
  for (const name of [...BUNDLES, 'spec/openapi.yaml', 'control/openapi.yaml']) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), '');
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** The address of the locator in another package: its source, or the same file built. */
function moduleIn(code: 'src' | 'dist'): string {
  const below = SOURCE.slice(SOURCE.lastIndexOf('/src/') + '/src/'.length);
  return pathToFileURL(join(folder, code, below)).href;
}

describe('packaged files', () => {
  it('of built code are its bundles', () => {
    const files = locatePackagedFiles(moduleIn('dist'));
    expect([files.spec(), files.control(), files.reference()]).toEqual([
      join(folder, 'dist/openapi.json'),
      join(folder, 'dist/control.json'),
      join(folder, 'dist/reference'),
    ]);
    expect(files.specSource()).toBe(join(folder, 'spec/openapi.yaml'));
  });

  it('of an image without sources are the bundles too', async () => {
    await rm(join(folder, 'spec'), { recursive: true });
    expect(locatePackagedFiles(moduleIn('dist')).specSource()).toBe(join(folder, 'dist/openapi.json'));
  });

  it('of sources are the sources', () => {
    expect(locatePackagedFiles(moduleIn('src')).control()).toBe(join(folder, 'control/openapi.yaml'));
  });

  it('exist in this package', () => {
    const root = join(dirname(SOURCE), '../../..');
    expect([packagedFiles.manifest(), packagedFiles.fixtures(), packagedFiles.scenarios()]).toEqual([
      join(root, 'package.json'),
      join(root, 'fixtures'),
      join(root, 'scenarios'),
    ]);
  });
});
