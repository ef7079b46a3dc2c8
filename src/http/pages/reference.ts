import type { Request, RequestHandler } from 'express';
import { loadOnce } from '../../kernel/load-once.ts';
import type { AppOptions, GuardedRequest } from '../message/app-options.ts';
import { joinHeaders } from '../message/join-headers.ts';
import { toOrigin } from '../message/origin.ts';
import { sendPage, type Page } from './page.ts';
import { readReferenceAssets, type ReferenceAssets } from './reference-assets.ts';
import { createReferencePage, findBearerSchemes } from './reference-page.ts';
import { splitTarget } from '../message/request-target.ts';

/**
 * Serves the API reference at `/docs`, unless the contract has that path, and always at `/__admin/contract`; that of
 * the control plane at `/__admin/docs`, to whom the control plane lets in. Their files are read at the first request
 * for them: a boot does not pay for them.
 */
export function createReferenceHandler(options: AppOptions): RequestHandler {
  const { reference } = options;
  const pages = preparePages(options);
  const readAssets = loadOnce(() => readReferenceAssets(reference.folder));
  return async function serveReference(request, response, next) {
    const { path } = splitTarget(request.originalUrl);
    const renderPage = isRead(request) ? pages.find(({ matches }) => matches(path, request))?.render : undefined;
    if (!isRead(request) || !(renderPage !== undefined || path.startsWith(ASSETS))) {
      next();
      return;
    }
    const assets = await readAssets();
    const page = renderPage === undefined ? findAsset(path, assets) : renderPage(path, assets);
    if (page === undefined) {
      next();
      return;
    }
    if (renderPage !== undefined) response.setHeader('content-security-policy', toPolicy(toOrigin(request, options)));
    sendPage(request, response, page);
  };
}

interface ReferenceDocument {
  /** A page that is not for who asks goes on: the pipeline refuses it. */
  matches(path: string, request: Request): boolean;
  render(path: string, assets: ReferenceAssets): Page;
}

function preparePages(options: AppOptions): readonly ReferenceDocument[] {
  const { ownsPath, reference, document, control, canAccessControl: admitsToControl = () => true, home } = options;
  const contract = {
    title: home.title,
    documentPath: ownsPath('GET', '/openapi.json') ? '__admin/contract.json' : 'openapi.json',
    bearerSchemes: findBearerSchemes(document.json),
  };
  const ofContract: ReferenceDocument = {
    matches: (path) => (DOCS.test(path) && !ownsPath('GET', path)) || CONTRACT.test(path),
    render: (path, assets) =>
      createReferencePage({ ...contract, ...placeOf(path, assets), token: reference.findToken() }),
  };
  if (control === undefined) return [ofContract];
  const plane = {
    title: 'Control plane',
    documentPath: '__admin/openapi.json',
    bearerSchemes: [],
    token: undefined,
    isControl: true,
  };
  const ofControl: ReferenceDocument = {
    matches: (path, request) => CONTROL.test(path) && admitsToControl(toGuarded(path, request, options)),
    render: (path, assets) => createReferencePage({ ...plane, ...placeOf(path, assets) }),
  };
  return [ofContract, ofControl];
}

function placeOf(path: string, { digest }: ReferenceAssets): { readonly root: string; readonly assetFolder: string } {
  return { root: '../../'.repeat(path.split('/').length - 2), assetFolder: `${ASSETS.slice(1)}${digest}/` };
}

function toGuarded(path: string, request: Request, options: AppOptions): GuardedRequest {
  return {
    path,
    headers: joinHeaders(request),
    origin: toOrigin(request, options),
    peer: request.socket.remoteAddress,
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
const DOCS = /^\/docs\/?$/;
const CONTRACT = /^\/__admin\/contract\/?$/;
const CONTROL = /^\/__admin\/docs\/?$/;
