import { BASELINE } from '../api/call.ts';

/** What the address of the page names: a screen, and its settings. */
export interface Route {
  /** The last segment of the path; empty for the first screen. */
  readonly screen: string;
  readonly params: Readonly<Record<string, string>>;
}

/** New values of settings; undefined and the empty text remove one. */
export type ParamChanges = Readonly<Record<string, string | number | undefined>>;

/** Reads a route out of a page's path and query. */
export function parseRoute(pathname: string, search: string): Route {
  const screen = pathname.slice(pathname.lastIndexOf('/') + 1);
  return { screen, params: Object.fromEntries(new URLSearchParams(search)) };
}

/** Returns the link to a route, relative to every screen: all are in one folder. */
export function toHref(screen: string, params: ParamChanges = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (value !== undefined && value !== '') query.set(name, String(value));
  const text = query.toString();
  return `./${screen}${text === '' ? '' : `?${text}`}`;
}

/** Where the page was opened: the server's address, and the sandbox that its path names. */
export interface Place {
  /** Without a trailing slash. */
  readonly root: string;
  readonly sandbox: string | undefined;
}

/** Reads the server's address, and a sandbox, out of what the page's address has before the console's own part. */
export function readAddress(href: string): Place {
  const end = href.indexOf('/__admin/console');
  const root = end === -1 ? new URL(href).origin : href.slice(0, end);
  const [mount, sandbox] = /\/__sandbox\/([^/]+)$/.exec(root) ?? [];
  return mount === undefined ? { root, sandbox } : { root: root.slice(0, -mount.length), sandbox };
}

/** Returns the world that the page shows. */
export function findWorld({ params }: Pick<Route, 'params'>, { sandbox }: Place): string {
  return params['world'] ?? sandbox ?? BASELINE;
}

/** Returns the setting that shows a world: undefined for that of the page's own path, which needs none. */
export function toWorldParam(world: string, place: Place): string | undefined {
  return world === findWorld({ params: {} }, place) ? undefined : world;
}
