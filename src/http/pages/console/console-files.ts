import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { listScreens, toScreenLinks } from '../../../kernel/page/frame.ts';
import { compressPage, createPage, type Page } from '../page.ts';

/**
 * Reads the console's files, by their path below its folder, and the page of each screen by the screen's name. Returns
 * none when the console has not been built. `screens` are those that the contract has a use for, beyond those of every
 * contract.
 */
export async function readConsole(folder: string, screens: readonly string[]): Promise<ReadonlyMap<string, Page>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const read = async (file: string): Promise<readonly (readonly [string, Page])[]> => {
    const mediaType = MEDIA_TYPES[extname(file)];
    if (mediaType === undefined) return [];
    const name = file.slice(join(folder, '/').length).replaceAll('\\', '/');
    const bytes = await readFile(file);
    if (name === CONSOLE_PAGE) return toScreenPages(bytes.toString('utf8'), screens);
    return [[name, createPage(mediaType, bytes, FOREVER)]];
  };
  const pages = await Promise.all(names.map(read));
  // A page is sent many times, and its text stays: compressing it once makes the first paint sooner.
  return new Map(
    await Promise.all(pages.flat().map(async ([name, page]) => [name, await compressPage(page)] as const)),
  );
}

/**
 * Returns the page of each screen, and one for any other name. Its navigation lists the screens before its script
 * runs, so that the script moves nothing that is painted.
 */
function toScreenPages(html: string, screens: readonly string[]): readonly (readonly [string, Page])[] {
  const toPage = (current: string | undefined): Page => {
    const links = toScreenLinks({ console: './', screens, current }, true);
    // A function, because a text would be read for `$` patterns.
    return createPage(
      'text/html; charset=utf-8',
      html.replace(LINKS_PLACE, () => links),
    );
  };
  const ofScreens = listScreens(screens).map(({ name }) => [name, toPage(name)] as const);
  return [...ofScreens, [CONSOLE_PAGE, toPage(undefined)]];
}

/** The name of the page that shows any screen. */
export const CONSOLE_PAGE = 'index.html';
const LINKS_PLACE = '<!--screens-->';
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** The build names files after their content. */
const FOREVER = { cacheControl: 'public, max-age=31536000, immutable' };
