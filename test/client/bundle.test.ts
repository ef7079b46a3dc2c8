import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const ENTRY = fileURLToPath(new URL('../../src/client.ts', import.meta.url));
const MAX_GZIP_BYTES = 10 * 1024;

describe('the client, bundled for a browser', () => {
  it('imports no Node module, and is 10 KB at most', async () => {
    // The build fails if a Node module is imported, because the platform is a browser.
    const { outputFiles, metafile } = await build({
      entryPoints: [ENTRY],
      bundle: true,
      minify: true,
      platform: 'browser',
      format: 'esm',
      write: false,
      metafile: true,
    });
    const [output] = outputFiles;
    expect(output).toBeDefined();
    expect(Object.keys(metafile.inputs).filter((name) => /node:|src\/(?!client)/.test(name))).toEqual([]);
    expect(gzipSync(output?.contents ?? '').length).toBeLessThanOrEqual(MAX_GZIP_BYTES);
  });
});
