/** A path that the simulator serves, and everything below it. */
export interface Route {
  /** Begins with `/` and does not end with it. */
  readonly path: string;
  /** Whether the contract's paths begin after the route's: `/mock/pets` is then `/pets` of the contract. */
  readonly isMount: boolean;
}

/** What routes are derived from. */
export interface RouteSources {
  /** The paths that the user wants the simulator at; undefined for those of the contract. */
  readonly prefixes: readonly string[] | undefined;
  /** The path templates of the contract. */
  readonly templates: readonly string[];
  /** The simulator's own pages and files. */
  readonly own: readonly string[];
}

/** Returns the routes. Throws a TypeError if the contract's paths do not tell where the simulator is to be. */
export function toRoutes({ prefixes, templates, own }: RouteSources): readonly Route[] {
  const paths = prefixes ?? findPrefixes(templates);
  const isInContract = (path: string): boolean => templates.some((template) => isBelow(template, path));
  return [
    ...own.map((path) => ({ path, isMount: false })),
    ...paths.map((path) => ({ path, isMount: !isInContract(path) })),
  ];
}

/** Returns the route of a request target, or undefined. */
export function findRoute(routes: readonly Route[], target: string): Route | undefined {
  const [path = ''] = target.split(/[?#]/, 1);
  return routes.find((route) => isBelow(path, route.path));
}

/** Returns the part of a request target after a route. */
export function withoutRoute(target: string, { path }: Route): string {
  const rest = target.slice(path.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** Returns the beginning that all paths share, or else the first segment of each. */
function findPrefixes(templates: readonly string[]): readonly string[] {
  const all = templates.map(toFixedSegments);
  const shared = all.reduce((common, segments) => common.slice(0, countEqual(common, segments)), all[0] ?? []);
  if (shared.length > 0) return [toPath(shared)];
  if (all.length === 0 || all.some((segments) => segments.length === 0)) throw new TypeError(NO_PREFIX);
  return [...new Set(all.map((segments) => toPath(segments.slice(0, 1))))];
}

/** Returns the segments of a path template before its first parameter. */
function toFixedSegments(template: string): readonly string[] {
  const segments = template.split('/').slice(1);
  const end = segments.findIndex((segment) => segment === '' || segment.includes('{'));
  return end === -1 ? segments : segments.slice(0, end);
}

function countEqual(one: readonly string[], other: readonly string[]): number {
  const end = one.findIndex((segment, index) => segment !== other[index]);
  return end === -1 ? one.length : end;
}

function toPath(segments: readonly string[]): string {
  return segments.map((segment) => `/${segment}`).join('');
}

function isBelow(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/');
}

const NO_PREFIX =
  'The paths of the contract have no fixed beginning. Give `prefix`, the path that the simulator is to be at, such as /api.';
