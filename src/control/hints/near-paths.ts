import type { CompiledContract } from '../../contract/model/contract.ts';
import { findNearestName, findNearestNames } from '../../kernel/text/nearest-name.ts';

/**
 * Returns the paths of a contract that are most similar to an unknown path, which may lack some or all of the segments
 * with which all of them begin: `/pets` for `/api/v1/pets`. Those with the same last word come first.
 */
export function findNearPaths({ operations }: Pick<CompiledContract, 'operations'>, sent: string): readonly string[] {
  const segments = sent.slice(0, MAX_LENGTH).split('/');
  const templates = [...new Set(operations.map(({ path }) => path))];
  const prefix = findCommonPrefix(templates);
  const starts = sent.startsWith(`${prefix}/`) ? [0] : [0, prefix.length];
  const filled = new Map(
    templates.flatMap((template) =>
      starts.flatMap((start) => fill(template.slice(start), segments).map((path) => [path, template] as const)),
    ),
  );
  const nearest = findNearestNames(segments.join('/'), [...filled.keys()]).map((name) => filled.get(name) ?? name);
  const [last = ''] = segments.slice(-1);
  const ending = nearest.filter((template) => template.endsWith(`/${last}`));
  const same = ending.length > 0 ? ending : findSameEnd(templates, segments, prefix);
  return [...new Set([...same, ...nearest])].slice(0, MAX_PATHS);
}

/** Returns how many segments of a path have no place in a template: they may be keys, which would be lost. */
export function countLostSegments(path: string, template: string): number {
  const parts = template.split('/');
  const words = parts.filter((part) => !part.includes('{'));
  const keys = path.split('/').filter((segment) => !words.includes(segment) && !isLike(segment, words));
  return Math.max(0, keys.length - (parts.length - words.length));
}

function isLike(segment: string, words: readonly string[]): boolean {
  return findNearestName(segment, words) !== undefined;
}

/** Returns the shortest paths that end in the last segment, and have no word but those of the sent path. */
function findSameEnd(templates: readonly string[], segments: readonly string[], prefix: string): readonly string[] {
  const [last = ''] = segments.slice(-1);
  return templates
    .filter((template) => last !== '' && template.endsWith(`/${last}`))
    .filter((template) =>
      template
        .slice(prefix.length)
        .split('/')
        .every((part) => part.includes('{') || segments.includes(part)),
    )
    .toSorted((left, right) => left.length - right.length);
}

/** Returns the segments with which all paths begin, such as `/api/v1`. */
function findCommonPrefix(templates: readonly string[]): string {
  const [first = [], ...others] = templates.map((template) => template.split('/').slice(0, -1));
  const differs = first.findIndex((segment, index) => others.some((other) => other[index] !== segment));
  return (differs === -1 ? first : first.slice(0, differs)).join('/');
}

/**
 * Returns a template with the segments of a path in the place of its parameters, which match any: counted from the
 * start, and from the end.
 */
function fill(template: string, segments: readonly string[]): readonly string[] {
  const parts = template.split('/');
  const fillFrom = (shift: number): string =>
    parts.map((part, index) => (part.includes('{') ? (segments[index + shift] ?? part) : part)).join('/');
  return [fillFrom(0), fillFrom(segments.length - parts.length)];
}

const MAX_LENGTH = 200;
const MAX_PATHS = 3;
