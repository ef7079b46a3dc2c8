import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds the console into `dist/console`: one page, one script and one style sheet. Links are relative, so that the
 * page works below any prefix, and each file but the page is named after its content.
 */
await build({
  configFile: false,
  root: `${ROOT}src/console`,
  base: './',
  logLevel: 'warn',
  build: {
    outDir: `${ROOT}dist/console`,
    emptyOutDir: true,
    target: 'es2022',
    cssCodeSplit: false,
    // The page's policy allows no inline script, and its files are few.
    modulePreload: false,
    assetsInlineLimit: 0,
  },
});
