import type { RequestHandler } from 'express';
import type { JsonObject } from '../../kernel/json/json.ts';
import { splitSandboxPath } from '../../pipeline/sandbox/sandbox-path.ts';
import type { AppOptions, ServedDocument } from '../message/app-options.ts';
import { createDocumentPages } from './document-pages.ts';
import { createHomePage } from './home-page.ts';
import { toMountPath, toOrigin } from '../message/origin.ts';
import { createPage, sendPage, type Page, type RenderPage } from './page.ts';
import { splitTarget } from '../message/request-target.ts';

/**
 * Creates middleware that serves the built-in pages without authentication: home, the OpenAPI documents and
 * health. A path of the contract takes precedence, except under `/__admin`.
 */
export function createPagesHandler(options: AppOptions): RequestHandler {
  const pages = createFixedPages(options);
  return function servePage(request, response, next) {
    const fullPath = splitTarget(request.url).path;
    // Under a sandbox's path prefix the pages are the same, and links keep the prefix, as image URLs in responses do.
    const { mount, path } = splitSandboxPath(fullPath) ?? { mount: '', path: fullPath };
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const render = isRead ? pages.get(path) : undefined;
    if (render === undefined) {
      next();
      return;
    }
    const prefersHtml = request.accepts(['json', 'html']) === 'html';
    sendPage(
      request,
      response,
      render({ origin: toOrigin(request, options) + toMountPath(request) + mount, prefersHtml }),
      options,
    );
  };
}

/** Returns the pages by path. Those under `/__admin` are always served, so that clients can rely on them. */
function createFixedPages({
  console,
  document,
  control,
  ownsPath,
  health,
  home,
}: AppOptions): ReadonlyMap<string, RenderPage> {
  const { json, yaml } = createDocumentPages(document);
  const pathOf = (path: string, adminPath = path): string => (ownsPath('GET', path) ? ADMIN + adminPath : path);
  const links = {
    ...(console === undefined ? {} : { console: `${ADMIN}/console/` }),
    docs: pathOf('/docs', '/contract'),
    openapi_json: pathOf('/openapi.json', '/contract.json'),
    openapi_yaml: pathOf('/openapi.yaml', '/contract.yaml'),
    health: `${ADMIN}/health`,
    ...(control === undefined ? {} : { control_docs: `${ADMIN}/docs`, control_plane: `${ADMIN}/openapi.json` }),
  };
  const homePage = createHomePage(home, links);
  const pages: readonly (readonly [path: string, render: RenderPage])[] = [
    ['/', homePage],
    ['/openapi.json', json],
    ['/openapi.yaml', yaml],
    [ADMIN, homePage],
    [`${ADMIN}/`, homePage],
    [`${ADMIN}/contract.json`, json],
    [`${ADMIN}/contract.yaml`, yaml],
    ...createControlPages({ ...document, json: control }),
    [`${ADMIN}/health`, () => createHealthPage(health())],
  ];
  return new Map(pages.filter(([path]) => path.startsWith(ADMIN) || !ownsPath('GET', path)));
}

function createHealthPage({ status, body }: ReturnType<AppOptions['health']>): Page {
  return { ...createPage('application/json', JSON.stringify(body)), status };
}

/** Returns the pages of the control plane's document; none when the control plane is disabled. */
function createControlPages({
  json,
  toYaml,
}: {
  readonly json: JsonObject | undefined;
  readonly toYaml: ServedDocument['toYaml'];
}): readonly (readonly [string, RenderPage])[] {
  if (json === undefined) return [];
  const pages = createDocumentPages({ json, toYaml });
  return [
    [`${ADMIN}/openapi.json`, pages.json],
    [`${ADMIN}/openapi.yaml`, pages.yaml],
  ];
}

const ADMIN = '/__admin';
