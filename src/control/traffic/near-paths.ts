import type { CompiledContract } from '../../contract/model/contract.ts';
import { findNearestNames } from '../../kernel/text/nearest-name.ts';

/** The paths of a contract that are most like one that it does not have, with the methods that they take. */
export function findNearPaths({ operations }: Pick<CompiledContract, 'operations'>, sent: string): readonly string[] {
  const segments = sent.slice(0, LONGEST).split('/');
  const templates = [...new Set(operations.map(({ path }) => path))];
  // A parameter is like whatever stands in its place.
  const filled = new Map(templates.map((template) => [fill(template, segments), template] as const));
  return findNearestNames(segments.join('/'), [...filled.keys()])
    .slice(0, MOST)
    .map((name) => filled.get(name) ?? name);
}

function fill(template: string, segments: readonly string[]): string {
  return template
    .split('/')
    .map((part, index) => (part.includes('{') ? (segments[index] ?? part) : part))
    .join('/');
}

const LONGEST = 200;
const MOST = 3;
