import type { RequestHandler } from 'express';
import type { LinkedPage } from '../../kernel/linked-page.ts';
import { sha256 } from '../../kernel/random/digest.ts';
import { escapeMarkup } from '../../kernel/text/escape-markup.ts';
import { splitSandboxPath } from '../../pipeline/sandbox/sandbox-path.ts';
import type { AppOptions } from '../message/app-options.ts';
import { joinHeaders } from '../message/join-headers.ts';
import { toMountPath, toOrigin } from '../message/origin.ts';
import { splitTarget } from '../message/request-target.ts';
import { createPage, sendPage, type Page } from './page.ts';

/**
 * Creates middleware that serves the pages that links in records lead to, without authentication. A path of the
 * contract takes precedence; a link that leads nowhere continues to the contract.
 */
export function createLinkedPagesHandler(options: AppOptions): RequestHandler {
  const { linkedPages, ownsPath } = options;
  return function serveLinkedPage(request, response, next) {
    const fullPath = splitTarget(request.url).path;
    const { mount, path } = splitSandboxPath(fullPath) ?? { mount: '', path: fullPath };
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const found =
      isRead && linkedPages !== undefined && path.startsWith(linkedPages.prefix) && !ownsPath('GET', path)
        ? linkedPages.find({ path: fullPath, headers: joinHeaders(request) })
        : undefined;
    if (found === undefined) {
      next();
      return;
    }
    response.setHeader('content-security-policy', POLICY);
    sendPage(request, response, toPage(found, toOrigin(request, options) + toMountPath(request) + mount), options);
  };
}

function toPage({ title, heading, paragraphs, picture, facts }: LinkedPage, origin: string): Page {
  const image =
    picture === undefined ? '' : `<img src="${escapeMarkup(origin + picture)}" alt="" width="96" height="96">`;
  const rows = facts.map(([label, value]) => `<dt>${escapeMarkup(label)}</dt><dd>${escapeMarkup(value)}</dd>`);
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${escapeMarkup(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
<main>
${image}
<p class="heading">${escapeMarkup(heading)}</p>
<h1>${escapeMarkup(title)}</h1>
${paragraphs.map((paragraph) => `<p>${escapeMarkup(paragraph)}</p>`).join('\n')}
<dl>${rows.join('\n')}</dl>
</main>
</html>
`;
  return createPage('text/html; charset=utf-8', html);
}

const STYLE =
  ':root{color-scheme:light dark}body{font:1rem/1.6 system-ui,sans-serif;margin:0;padding:1rem}main{max-width:32rem;margin:3rem auto;padding:2rem;border:1px solid #8884;border-radius:1rem}img{border-radius:1rem}h1{font-size:1.5rem;margin:.25rem 0 1rem}p,dd{overflow-wrap:anywhere;white-space:pre-line}.heading{margin:1rem 0 0;opacity:.7}dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem}dt{opacity:.7}dd{margin:0}';

const POLICY = `default-src 'none'; img-src 'self' data: http: https:; style-src 'sha256-${Buffer.from(sha256(STYLE), 'hex').toString('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;
