import type { CompiledContract } from '../../contract/model/contract.ts';
import { findNearestNames } from '../../kernel/text/nearest-name.ts';

/**
 * Returns the paths of a contract that are most similar to an unknown path, which may lack the segments with which all
 * of them begin: `/pets` for `/api/v1/pets`.
 */
export function findNearPaths({ operations }: Pick<CompiledContract, 'operations'>, sent: string): readonly string[] {
  const segments = sent.slice(0, MAX_LENGTH).split('/');
  const templates = [...new Set(operations.map(({ path }) => path))];
  const prefix = findCommonPrefix(templates);
  const starts = sent.startsWith(`${prefix}/`) ? [0] : [0, prefix.length];
  // A parameter matches any segment in its place.
  const filled = new Map(
    templates.flatMap((template) => starts.map((start) => [fill(template.slice(start), segments), template] as const)),
  );
  const nearest = findNearestNames(segments.join('/'), [...filled.keys()]).map((name) => filled.get(name) ?? name);
  return [...new Set(nearest)].slice(0, MAX_PATHS);
}

/** Returns the segments with which all paths begin, such as `/api/v1`. */
function findCommonPrefix(templates: readonly string[]): string {
  const [first = [], ...others] = templates.map((template) => template.split('/').slice(0, -1));
  const differs = first.findIndex((segment, index) => others.some((other) => other[index] !== segment));
  return (differs === -1 ? first : first.slice(0, differs)).join('/');
}

function fill(template: string, segments: readonly string[]): string {
  return template
    .split('/')
    .map((part, index) => (part.includes('{') ? (segments[index] ?? part) : part))
    .join('/');
}

const MAX_LENGTH = 200;
const MAX_PATHS = 3;
