import type { RequestHandler } from 'express';
import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { loadOnce } from '../../kernel/load-once.ts';
import type { AppOptions } from '../message/app-options.ts';
import { splitTarget } from '../message/request-target.ts';
import { splitSandboxPath } from '../../pipeline/sandbox/sandbox-path.ts';
import { toAvatarSvg, toMediaSvg } from './avatar.ts';
import { createPage, sendPage, type Page } from './page.ts';

/**
 * Creates middleware that serves `/assets/…`, which photos and files in responses link to: the files of a folder, and
 * generated pictures for other names. A path of the contract takes precedence. The folder is listed at the first
 * request, so that the boot stays fast.
 */
export function createAssetsHandler(options: AppOptions): RequestHandler {
  const { assets: folder, ownsPath } = options;
  const listFiles = loadOnce(async () => (folder === undefined ? new Map<string, string>() : listAssets(folder)));
  return async function serveAsset(request, response, next) {
    const fullPath = splitTarget(request.url).path;
    const path = splitSandboxPath(fullPath)?.path ?? fullPath;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const asset =
      isRead && path.startsWith(ASSETS) && !ownsPath('GET', path)
        ? await findAsset(path, await listFiles())
        : undefined;
    if (asset === undefined) {
      next();
      return;
    }
    // A picture that is opened by itself is a document: it must not run scripts.
    response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    if (asset.mediaType === UNKNOWN) response.setHeader('content-disposition', 'attachment');
    sendPage(request, response, asset, options);
  };
}

/** Returns the files below a folder, by the path that they are served at. Links and unusual names are left out. */
async function listAssets(folder: string, path = ASSETS): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
  const usual = entries.filter(({ name }) => USUAL_NAME.test(name));
  const lists = await Promise.all(
    usual.map(async (entry): Promise<readonly (readonly [string, string])[]> => {
      const place = join(folder, entry.name);
      if (entry.isDirectory()) return [...(await listAssets(place, `${path}${entry.name}/`))];
      return entry.isFile() ? [[path + entry.name, place]] : [];
    }),
  );
  return new Map(lists.flat());
}

/** Returns the asset at a path, or undefined, in which case the contract responds (404 for an invalid name). */
async function findAsset(path: string, files: ReadonlyMap<string, string>): Promise<Page | undefined> {
  const file = files.get(path);
  if (file !== undefined) return createPage(MEDIA_TYPES[extname(file).toLowerCase()] ?? UNKNOWN, await readFile(file));
  const [, kind, name] = PICTURE.exec(path) ?? [];
  if (name === undefined) return undefined;
  return createPage('image/svg+xml', kind === 'avatars' ? toAvatarSvg(name) : toMediaSvg(name), FOREVER);
}

const ASSETS = '/assets/';
const USUAL_NAME = /^[a-z0-9][\w.-]{0,99}$/i;
const PICTURE = /^\/assets\/(avatars|media)\/([a-z0-9-]{1,80})\.svg$/;
/** A generated picture depends only on its name. */
const FOREVER = { cacheControl: 'public, max-age=31536000, immutable' };
const UNKNOWN = 'application/octet-stream';
/** The media types that a browser may show. HTML is not among them. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wav': 'audio/wav',
  '.webp': 'image/webp',
};
