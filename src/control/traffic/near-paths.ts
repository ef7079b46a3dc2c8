import type { CompiledContract } from '../../contract/model/contract.ts';
import { findNearestNames } from '../../kernel/text/nearest-name.ts';

/** Returns the paths of a contract that are most similar to an unknown path. */
export function findNearPaths({ operations }: Pick<CompiledContract, 'operations'>, sent: string): readonly string[] {
  const segments = sent.slice(0, MAX_LENGTH).split('/');
  const templates = [...new Set(operations.map(({ path }) => path))];
  // A parameter matches any segment in its place.
  const filled = new Map(templates.map((template) => [fill(template, segments), template] as const));
  return findNearestNames(segments.join('/'), [...filled.keys()])
    .slice(0, MAX_PATHS)
    .map((name) => filled.get(name) ?? name);
}

function fill(template: string, segments: readonly string[]): string {
  return template
    .split('/')
    .map((part, index) => (part.includes('{') ? (segments[index] ?? part) : part))
    .join('/');
}

const MAX_LENGTH = 200;
const MAX_PATHS = 3;
