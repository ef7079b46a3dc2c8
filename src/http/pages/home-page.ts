import { sha256 } from '../../kernel/random/digest.ts';
import { PRODUCT } from '../../kernel/product.ts';
import type { HomeInfo } from '../message/app-options.ts';
import { escapeMarkup } from '../../kernel/text/escape-markup.ts';
import { createPage, type RenderPage } from './page.ts';

/** Creates the home page, which links to the other pages: JSON, or HTML when preferred. `links` are paths by name. */
export function createHomePage({ title, notes = [] }: HomeInfo, links: Readonly<Record<string, string>>): RenderPage {
  return function renderHomePage({ origin, prefersHtml }) {
    const urls = Object.fromEntries(Object.entries(links).map(([name, path]) => [name, origin + path]));
    if (prefersHtml) return createPage('text/html; charset=utf-8', toHtml(title, notes, urls), BY_ACCEPT);
    return createPage('application/json', JSON.stringify({ name: PRODUCT.name, title, notes, links: urls }), BY_ACCEPT);
  };
}

function toHtml(title: string, notes: readonly string[], urls: Readonly<Record<string, string>>): string {
  const paragraphs = notes.map((note) => `<p>${escapeMarkup(note)}</p>`).join('\n');
  const items = Object.entries(urls).map(
    ([name, url]) => `<li><a href="${escapeMarkup(url)}">${escapeMarkup(LABELS[name] ?? name)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeMarkup(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
<h1>${escapeMarkup(title)}</h1>
<p>Simulated by ${escapeMarkup(PRODUCT.name)}.</p>
${paragraphs}
<ul>
${items.join('\n')}
</ul>
</html>
`;
}

const LABELS: Readonly<Record<string, string>> = {
  console: 'Console: see what the simulator does, and change it',
  docs: 'API reference: read and try every operation',
  openapi_json: 'OpenAPI document (JSON)',
  openapi_yaml: 'OpenAPI document (YAML)',
  health: 'Health',
  control_docs: 'Control plane reference',
  control_plane: 'Control plane OpenAPI document (JSON)',
};

const BY_ACCEPT = { vary: 'accept' };

const STYLE =
  ':root{color-scheme:light dark}body{font:1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}h1{font-size:1.5rem}p{overflow-wrap:anywhere}';

/** The Content-Security-Policy source that allows the page's inline style. */
export const STYLE_SOURCE = `'sha256-${Buffer.from(sha256(STYLE), 'hex').toString('base64')}'`;
