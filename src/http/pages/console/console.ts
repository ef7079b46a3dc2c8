import type { Request, RequestHandler, Response } from 'express';
import { loadOnce } from '../../../kernel/load-once.ts';
import { Problem } from '../../../kernel/problem.ts';
import { splitSandboxPath } from '../../../pipeline/sandbox/sandbox-path.ts';
import { limitUnread } from '../../exchange/node-exchange.ts';
import type { AppOptions } from '../../message/app-options.ts';
import { splitTarget } from '../../message/request-target.ts';
import { CONSOLE_PAGE, readConsole } from './console-files.ts';
import { sendPage, type Page } from '../page.ts';
import { toGuarded } from '../to-guarded.ts';

/**
 * Creates middleware that serves the console at `/__admin/console/`, and leads browsers there from `/` unless the
 * contract has that path. Its links are relative, so that they work below the prefix of a proxy and of a sandbox. The
 * files are read at the first request, so that the boot stays fast.
 */
export function createConsoleHandler(options: AppOptions): RequestHandler {
  const { console: info, ownsPath, home } = options;
  const readFiles = loadOnce(async () =>
    info === undefined ? new Map<string, Page>() : readConsole(info.folder, home.screens ?? []),
  );
  return async function serveConsole(request, response, next) {
    const fullPath = splitTarget(request.url).path;
    const path = splitSandboxPath(fullPath)?.path ?? fullPath;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const isHome = isRead && path === '/' && !ownsPath('GET', path) && request.accepts(['json', 'html']) === 'html';
    if (!(isHome || path === CONSOLE || path.startsWith(`${CONSOLE}/`))) {
      next();
      return;
    }
    const files = await readFiles();
    // The control plane explains a rejection.
    if (files.size === 0 || info?.canOpen(toGuarded(path, request, options)) !== true) {
      next();
      return;
    }
    if (!isRead) {
      rejectMethod(path, files, { request, response, options, next });
      return;
    }
    const link = isHome ? toHomeLink(fullPath) : toFolderLink(path);
    if (link !== undefined) redirect(link, { request, response, options });
    else serveFile(path, files, { request, response, options, next });
  };
}

interface ServeContext {
  readonly request: Request;
  readonly response: Response;
  readonly options: AppOptions;
}

/** Serves a file, or the page for the name of a screen: the page itself reads which screen its address names. */
function serveFile(
  path: string,
  files: ReadonlyMap<string, Page>,
  { request, response, options, next }: ServeContext & { readonly next: () => void },
): void {
  const page = findPage(path, files);
  if (page === undefined) {
    next();
    return;
  }
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  sendPage(request, response, page, options);
}

/** Responds as the control plane does to the other methods of its paths: 200 to OPTIONS, 405 to the others. */
function rejectMethod(
  path: string,
  files: ReadonlyMap<string, Page>,
  { request, response, options, next }: ServeContext & { readonly next: () => void },
): void {
  if (findPage(path, files) === undefined) {
    next();
    return;
  }
  limitUnread(request, options.maxBody);
  response.setHeader('allow', 'GET, HEAD');
  if (request.method !== 'OPTIONS')
    throw new Problem('METHOD_NOT_ALLOWED', { message: 'The console is only read. Supported methods: GET, HEAD.' });
  response.setHeader('content-length', 0);
  response.end();
}

function findPage(path: string, files: ReadonlyMap<string, Page>): Page | undefined {
  const name = path.slice(CONSOLE.length + 1);
  return files.get(name) ?? (SCREEN.test(name) ? files.get(CONSOLE_PAGE) : undefined);
}

function redirect(location: string, { request, response, options }: ServeContext): void {
  limitUnread(request, options.maxBody);
  response.statusCode = 302;
  response.setHeader('location', location);
  response.setHeader('cache-control', 'no-cache');
  response.vary('accept');
  response.end();
}

/** Returns the way from the home page to the console, relative to the home page's own path. */
function toHomeLink(fullPath: string): string {
  const parent = fullPath.endsWith('/') ? '' : fullPath.slice(fullPath.lastIndexOf('/') + 1);
  return `${parent === '' ? '' : `${parent}/`}${CONSOLE.slice(1)}/`;
}

/** Returns where the page's folder is when its last slash is missing; links of the page are relative to the folder. */
function toFolderLink(path: string): string | undefined {
  return path === CONSOLE ? 'console/' : undefined;
}

const CONSOLE = '/__admin/console';
/** The folder itself, or one word: the name of a screen. */
const SCREEN = /^(?:[a-z][a-z-]{0,40})?$/;
/** The page runs its own files alone, talks to its own server, and cannot turn text into markup or code. */
const POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join(';');
