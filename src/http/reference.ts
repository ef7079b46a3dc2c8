import type { Request, RequestHandler } from 'express';
import { loadOnce } from '../kernel/load-once.ts';
import type { AppOptions } from './app-options.ts';
import { toOrigin } from './origin.ts';
import { sendPage, type Page } from './page.ts';
import { readReferenceAssets, type ReferenceAssets } from './reference-assets.ts';
import { createReferencePage, findBearerSchemes } from './reference-page.ts';
import { splitTarget } from './request-target.ts';

/**
 * Serves the API reference at `/docs`, unless the contract has that path, and always at `/__admin/docs`. Its files are read at the first
 * request for it: a boot does not pay for them.
 */
export function createReferenceHandler(options: AppOptions): RequestHandler {
  const { ownsPath, reference } = options;
  const renderPage = prepareReferencePage(options);
  const readAssets = loadOnce(() => readReferenceAssets(reference.folder));
  return async function serveReference(request, response, next) {
    const { path } = splitTarget(request.originalUrl);
    const isPage = PAGES.test(path) && (path.startsWith(ADMIN) || !ownsPath('GET', path));
    if (!isRead(request) || !(isPage || path.startsWith(ASSETS))) {
      next();
      return;
    }
    const assets = await readAssets();
    const page = isPage ? renderPage(path, assets) : findAsset(path, assets);
    if (page === undefined) {
      next();
      return;
    }
    if (isPage) response.setHeader('content-security-policy', toPolicy(toOrigin(request, options)));
    sendPage(request, response, page);
  };
}

function prepareReferencePage({ ownsPath, reference, document, home }: AppOptions): (path: string, assets: ReferenceAssets) => Page {
  const common = {
    title: home.title,
    documentPath: ownsPath('GET', '/openapi.json') ? '__admin/contract.json' : 'openapi.json',
    bearerSchemes: findBearerSchemes(document.json),
  };
  return (path, { digest }) => {
    const root = '../'.repeat(path.split('/').length - 2);
    return createReferencePage({ ...common, root, assetFolder: `${ASSETS.slice(1)}${digest}/`, token: reference.findToken() });
  };
}

function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Of another digest, it is another version's: nothing that may be kept for ever. */
function findAsset(path: string, { digest, pages }: ReferenceAssets): Page | undefined {
  const folder = `${ASSETS}${digest}/`;
  return path.startsWith(folder) ? pages.get(path.slice(folder.length)) : undefined;
}

/** Swagger UI draws its icons as `data:` pictures. Requests go where the document says that this server is. */
function toPolicy(origin: string): string {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'connect-src': `'self' ${new URL(origin).origin}`,
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'self'",
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join(';');
}

const ADMIN = '/__admin/';
const ASSETS = `${ADMIN}docs/`;
const PAGES = /^(?:\/__admin)?\/docs\/?$/;
