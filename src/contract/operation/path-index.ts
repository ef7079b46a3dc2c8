import type { Operation, PathMatch } from '../model/contract.ts';
import { getOrCreate } from '../../kernel/get-or-create.ts';

/** Finds an operation by method and path, in time independent of the number of operations. */
export interface PathIndex {
  match(method: string, path: string): PathMatch;
}

/**
 * Creates an index of operations by path template, both without a prefix and below each server path that `basesOf`
 * returns. Literal segments take precedence over parameters (OpenAPI 3.1 section 4.8.8.2).
 */
export function createPathIndex(
  operations: readonly Operation[],
  basesOf: (operation: Operation) => readonly string[] = () => [],
): PathIndex {
  const root = createNode();
  for (const operation of operations) insert(root, toSegments(operation.path), operation);
  for (const operation of operations) {
    for (const base of basesOf(operation)) insert(root, toSegments(base + operation.path), operation);
  }
  return { match: (method, path) => match(root, method, path) };
}

interface TreeNode {
  readonly literals: Map<string, TreeNode>;
  /** Segments that mix text and parameters: `{name}.json`. */
  readonly patterns: { readonly literals: readonly string[]; readonly node: TreeNode }[];
  parameter: TreeNode | undefined;
  readonly routes: Map<string, Route>;
}

interface Route {
  readonly operation: Operation;
  readonly names: readonly string[];
}

interface NodeMatch {
  readonly node: TreeNode;
  readonly values: readonly string[];
}

function createNode(): TreeNode {
  return { literals: new Map(), patterns: [], parameter: undefined, routes: new Map() };
}

function insert(root: TreeNode, segments: readonly string[], operation: Operation): void {
  const names: string[] = [];
  let node = root;
  for (const segment of segments) {
    names.push(...[...segment.matchAll(PARAMETER)].map(([, name]) => name ?? ''));
    node = childFor(node, segment);
  }
  if (!node.routes.has(operation.method)) node.routes.set(operation.method, { operation, names });
}

function childFor(node: TreeNode, segment: string): TreeNode {
  if (!segment.includes('{')) return getOrCreate(node.literals, segment, createNode);
  if (/^\{[^{}]+\}$/.test(segment)) return (node.parameter ??= createNode());
  const literals = segment.split(PARAMETER_SPLIT);
  const known = node.patterns.find((candidate) => candidate.literals.join('{}') === literals.join('{}'));
  if (known !== undefined) return known.node;
  const added = { literals, node: createNode() };
  node.patterns.push(added);
  return added.node;
}

function match(root: TreeNode, method: string, path: string): PathMatch {
  const segments = decodeSegments(path);
  if (segments === undefined) return { kind: 'malformed' };
  const candidates: NodeMatch[] = [];
  find(root, segments, { depth: 0, values: [] }, candidates);
  for (const { node, values } of candidates) {
    const route = node.routes.get(method) ?? (method === 'HEAD' ? node.routes.get('GET') : undefined);
    if (route === undefined) continue;
    const pathParameters = Object.fromEntries(route.names.map((name, index) => [name, values[index] ?? '']));
    return { kind: 'operation', operation: route.operation, pathParameters };
  }
  if (candidates.length === 0) return { kind: 'not_found' };
  return { kind: 'method_not_allowed', methods: toMethods(candidates) };
}

/**
 * Adds every node that the path matches, the most literal first. All are needed: `/pets/mine` may have a GET while only
 * `/pets/{id}` has a DELETE.
 */
function find(node: TreeNode, segments: readonly string[], { depth, values }: MatchProgress, found: NodeMatch[]): void {
  const segment = segments[depth];
  if (segment === undefined) {
    if (node.routes.size > 0) found.push({ node, values });
    return;
  }
  const literal = node.literals.get(segment);
  if (literal !== undefined) find(literal, segments, { depth: depth + 1, values }, found);
  for (const { literals, node: child } of node.patterns) {
    const matched = matchSegment(literals, segment);
    if (matched !== undefined) find(child, segments, { depth: depth + 1, values: [...values, ...matched] }, found);
  }
  if (node.parameter !== undefined && segment !== '')
    find(node.parameter, segments, { depth: depth + 1, values: [...values, segment] }, found);
}

/** The number of segments matched so far, and the values of the parameters among them. */
interface MatchProgress {
  readonly depth: number;
  readonly values: readonly string[];
}

/**
 * Matches a segment against a template that mixes text and parameters. Returns the parameters' values, each as short as
 * possible, or undefined when the segment does not match. Takes linear time; a regular expression for `{a}-{b}-{c}`
 * would not, on a segment of dashes.
 */
function matchSegment([first = '', ...literals]: readonly string[], segment: string): readonly string[] | undefined {
  if (!segment.startsWith(first) || segment.includes('/')) return undefined;
  const values: string[] = [];
  let start = first.length;
  for (const [index, literal] of literals.entries()) {
    const isLast = index === literals.length - 1;
    const end = isLast ? segment.length - literal.length : segment.indexOf(literal, start + 1);
    if (end <= start || !segment.startsWith(literal, end)) return undefined;
    values.push(segment.slice(start, end));
    start = end + literal.length;
  }
  return values;
}

function toMethods(candidates: readonly NodeMatch[]): readonly string[] {
  const methods = new Set(candidates.flatMap(({ node }) => [...node.routes.keys()]));
  if (methods.has('GET')) methods.add('HEAD');
  return METHOD_ORDER.filter((method) => methods.has(method));
}

function decodeSegments(path: string): readonly string[] | undefined {
  try {
    const segments = toSegments(path);
    return path.includes('%') ? segments.map(decodeURIComponent) : segments;
  } catch {
    return undefined;
  }
}

/** Splits a path. A trailing slash is ignored, as the platform's router does. */
function toSegments(path: string): readonly string[] {
  const start = path.startsWith('/') ? 1 : 0;
  return path.slice(start, path.length > start && path.endsWith('/') ? -1 : undefined).split('/');
}

const PARAMETER = /\{([^{}]+)\}/g;
const PARAMETER_SPLIT = /\{[^{}]+\}/;
const METHOD_ORDER = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];
