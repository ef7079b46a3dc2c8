import { isJsonObject, type Json, type JsonObject } from '../api/types.ts';
import { findPasses } from './execution-steps.ts';

/** A node of a workflow where it is drawn. */
export interface DrawnNode {
  readonly id: string;
  readonly label: string;
  /** The status of its last pass. */
  readonly status: string;
  /** How often the execution has come to it. */
  readonly passes: number;
  /** In pixels. */
  readonly x: number;
  readonly y: number;
}

/** A connection of two nodes. */
export interface DrawnEdge {
  readonly id: string;
  readonly label: string;
  /** The execution has gone along it. */
  readonly isTaken: boolean;
  readonly from: DrawnNode;
  readonly to: DrawnNode;
}

/** The graph of a workflow, with what an execution has done of it so far. */
export interface DrawnGraph {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly width: number;
  readonly height: number;
}

/**
 * Lays out the graph of a workflow from left to right: each node after those that lead to it. `data` is what an
 * execution has stored, which has the graph it began with; before it begins, the graph is that of the workflow. Returns
 * undefined when there is no graph, or one that is too large to draw.
 */
export function drawGraph(data: JsonObject | undefined, workflow: JsonObject | undefined): DrawnGraph | undefined {
  const stored = data?.['workflow_data'];
  const graph = isJsonObject(stored) ? stored : (workflow ?? {});
  const sources = new Map(listObjects(graph['nodes']).map((node) => [String(node['id']), node]));
  if (sources.size === 0 || sources.size > MAX_NODES) return undefined;
  const links = listObjects(graph['edges'])
    .map((edge) => ({ edge, source: String(edge['source']), target: String(edge['target']) }))
    .filter(({ source, target }) => sources.has(source) && sources.has(target));
  const columns = findColumns([...sources.keys()], links);
  const passes = data === undefined ? {} : findPasses(data);
  const nodes = placeNodes(sources, columns, passes);
  const find = new Map(nodes.map((node) => [node.id, node]));
  const edges = links.flatMap(({ edge, source, target }, index) => {
    const [from, to] = [find.get(source), find.get(target)];
    if (from === undefined || to === undefined) return [];
    const label = String(edge['label'] ?? edge['source_handle'] ?? '');
    const isTaken = to.passes > 0 && listOwn(passes, source).some((pass) => canLeave(pass, edge['source_handle']));
    return [{ id: `${index}`, label, isTaken, from, to }];
  });
  return {
    nodes,
    edges,
    width: Math.max(...nodes.map(({ x }) => x)) + NODE.width + MARGIN,
    height: Math.max(...nodes.map(({ y }) => y)) + NODE.height + MARGIN,
  };
}

/** Whether a pass may have left its node by an exit, as far as its end and its output tell. */
function canLeave({ execution_status: status, output }: JsonObject, exit: Json | undefined): boolean {
  if (exit === 'error' || status !== 'success') return exit === 'error' && status === 'error';
  const { result, approved, total, rounds } = isJsonObject(output) ? output : {};
  if (exit === 'true' || exit === 'false') return typeof result !== 'boolean' || exit === String(result);
  if (exit === 'approved' || exit === 'rejected')
    return typeof approved !== 'boolean' || exit === (approved ? 'approved' : 'rejected');
  if (exit === 'loop') return rounds === undefined || total !== undefined;
  return exit !== 'done' || total === undefined;
}

interface Connection {
  readonly source: string;
  readonly target: string;
}

/** Returns the column of each node: one more than the last of those that lead to it. Ways back do not count. */
function findColumns(ids: readonly string[], links: readonly Connection[]): ReadonlyMap<string, number> {
  const next = new Map(ids.map((id): [string, string[]] => [id, []]));
  for (const { source, target } of links) next.get(source)?.push(target);
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    next.get(id)?.forEach(visit);
    order.unshift(id);
  };
  ids.forEach(visit);
  const place = new Map(order.map((id, index) => [id, index]));
  const columns = new Map(ids.map((id) => [id, 0]));
  for (const id of order)
    for (const target of next.get(id) ?? []) {
      const isForward = (place.get(target) ?? 0) > (place.get(id) ?? 0);
      if (isForward) columns.set(target, Math.max(columns.get(target) ?? 0, (columns.get(id) ?? 0) + 1));
    }
  return columns;
}

type Passes = ReturnType<typeof findPasses>;

/** Returns the passes of a node, whose id may be any text. */
function listOwn(passes: Passes, id: string): readonly JsonObject[] {
  return Object.hasOwn(passes, id) ? (passes[id] ?? []) : [];
}

/** Puts each node into its column, and into the row that an editor has it in. */
function placeNodes(
  sources: ReadonlyMap<string, JsonObject>,
  columns: ReadonlyMap<string, number>,
  passes: Passes,
): readonly DrawnNode[] {
  const heights = [...new Set([...sources.values()].map(toHeight))].toSorted((left, right) => left - right);
  const taken = new Set<string>();
  return [...sources]
    .toSorted(([, left], [, right]) => toHeight(left) - toHeight(right))
    .map(([id, node]) => {
      const column = columns.get(id) ?? 0;
      let row = heights.length > MAX_ROWS ? 0 : heights.indexOf(toHeight(node));
      while (taken.has(`${column} ${row}`)) row += 1;
      taken.add(`${column} ${row}`);
      const own = listOwn(passes, id);
      const { data } = node;
      return {
        id,
        label: String((isJsonObject(data) ? data['label'] : undefined) ?? id),
        status: String(own.at(-1)?.['execution_status'] ?? 'not reached'),
        passes: own.length,
        x: MARGIN + column * PITCH.x,
        y: MARGIN + row * PITCH.y,
      };
    })
    .toSorted((left, right) => left.x - right.x || left.y - right.y);
}

/** Returns how far down an editor draws a node. */
function toHeight({ position }: JsonObject): number {
  const y = isJsonObject(position) ? Number(position['y']) : 0;
  return Number.isNaN(y) ? 0 : y;
}

function listObjects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isJsonObject) : [];
}

/** The size of a drawn node, in pixels, as in the style sheet. */
export const NODE = { width: 118, height: 46 };
const PITCH = { x: 146, y: 60 };
const MARGIN = 14;
/** An editor that has more rows than this has its nodes anywhere: they are then put below each other. */
const MAX_ROWS = 6;
/** A larger graph cannot be read. The list of steps has all of them. */
const MAX_NODES = 200;
