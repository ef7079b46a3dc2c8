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
  plugins: [{ name: 'style-first', transformIndexHtml: { order: 'post', handler: putStyleFirst } }],
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

/** Puts the style sheet before the script: the browser asks for it first, and can paint as soon as it is there. */
function putStyleFirst(html) {
  const [style] = /^ *<link rel="stylesheet".*\n/m.exec(html) ?? [];
  if (style === undefined) throw new Error('Failed to build the console: its page has no style sheet.');
  return html.replace(style, '').replace(/^ *<script/m, (script) => style + script);
}
