import type { Request, RequestHandler } from 'express';
import { loadOnce } from '../../kernel/load-once.ts';
import type { Navigation } from '../../kernel/page/frame.ts';
import type { AppOptions } from '../message/app-options.ts';
import { toOrigin } from '../message/origin.ts';
import { sendPage, type Page } from './page.ts';
import { readReferenceAssets, type ReferenceAssets } from './reference-assets.ts';
import { createReferencePage, findBearerSchemes } from './reference-page.ts';
import { splitTarget } from '../message/request-target.ts';
import { toGuarded } from './to-guarded.ts';

/**
 * Creates middleware that serves the API reference at `/__admin/contract`, and at `/docs` unless the contract has that
 * path; and the control plane's reference at `/__admin/docs`, to requests with access to the control plane. Their files
 * are read at the first request, so that the boot stays fast.
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
    sendPage(request, response, page, options);
  };
}

interface ReferenceDocument {
  /** Returns whether to serve the page. A request without access continues to the pipeline, which rejects it. */
  matches(path: string, request: Request): boolean;
  render(path: string, assets: ReferenceAssets): Page;
}

function preparePages(options: AppOptions): readonly ReferenceDocument[] {
  const { ownsPath, reference, document, control, canAccessControl = () => true, home } = options;
  const contract = {
    title: home.title,
    documentPath: ownsPath('GET', '/openapi.json') ? '__admin/contract.json' : 'openapi.json',
    bearerSchemes: findBearerSchemes(document.json),
  };
  const ofContract: ReferenceDocument = {
    matches: (path) => (DOCS.test(path) && !ownsPath('GET', path)) || CONTRACT.test(path),
    render: (path, assets) =>
      createReferencePage({
        ...contract,
        ...toPaths(path, assets),
        token: reference.findToken(),
        navigation: toNavigation(path, 'contract', options),
      }),
  };
  if (control === undefined) return [ofContract];
  const controlPlane = {
    title: 'Control plane',
    documentPath: '__admin/openapi.json',
    bearerSchemes: [],
    token: undefined,
    isControl: true,
  };
  const ofControl: ReferenceDocument = {
    matches: (path, request) => CONTROL.test(path) && canAccessControl(toGuarded(path, request, options)),
    render: (path, assets) =>
      createReferencePage({
        ...controlPlane,
        ...toPaths(path, assets),
        navigation: toNavigation(path, 'help', options),
      }),
  };
  return [ofContract, ofControl];
}

function toPaths(path: string, { digest }: ReferenceAssets): { readonly root: string; readonly assetFolder: string } {
  return { root: toRoot(path), assetFolder: `${ASSETS.slice(1)}${digest}/` };
}

function toRoot(path: string): string {
  return '../'.repeat(path.split('/').length - 2);
}

/** Returns the navigation to the console; undefined without a console. */
function toNavigation(path: string, current: string, { console: info, home }: AppOptions): Navigation | undefined {
  if (info === undefined) return undefined;
  return { console: `${toRoot(path)}__admin/console/`, screens: home.screens ?? [], current };
}

function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Finds an asset of the current digest. Assets are cached forever, so those of another version must not be served. */
function findAsset(path: string, { digest, pages }: ReferenceAssets): Page | undefined {
  const folder = `${ASSETS}${digest}/`;
  return path.startsWith(folder) ? pages.get(path.slice(folder.length)) : undefined;
}

/** Returns the page's Content-Security-Policy: `data:` images for Swagger UI's icons, requests to this server only. */
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
