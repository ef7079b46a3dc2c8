import type { JsonObject } from '../../../kernel/json/json.ts';
import type { components } from '../../contract/contract.generated.ts';
import { getOrCreate } from '../../../kernel/get-or-create.ts';

/** A step of a workflow. */
export type Node = components['schemas']['Node'];
/** A connection from one node to the next. */
export type Edge = components['schemas']['Edge'];

/** The nodes and edges of a workflow. */
export interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/**
 * Returns the graph of a workflow's record or request body; an empty graph when it has none. The contract has already
 * validated the shape of nodes and edges.
 */
export function toGraph(record: JsonObject): Graph {
  const { nodes, edges } = record as { readonly nodes?: readonly Node[]; readonly edges?: readonly Edge[] };
  return { nodes: nodes ?? [], edges: edges ?? [] };
}

/** Returns the node with this id, or undefined when the graph has none. */
export function findNode({ nodes }: Graph, id: string): Node | undefined {
  return nodes.find((node) => node.id === id);
}

/** Returns the node that the workflow starts with, or undefined when it has none. */
export function findTrigger({ nodes }: Graph): Node | undefined {
  return nodes.find(({ type }) => type.startsWith('trigger.'));
}

/** Returns the parameters of a node. */
export function parametersOf({ data }: Node): JsonObject {
  return data.parameters ?? {};
}

/**
 * Returns the ids of all nodes that can be reached from these. A start node is included only if a cycle returns to it.
 */
export function reachableFrom({ edges }: Pick<Graph, 'edges'>, from: readonly string[]): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { source, target } of edges) getOrCreate(next, source, () => []).push(target);
  const reached = new Set<string>();
  const queue = [...from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const target of next.get(id) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      queue.push(target);
    }
  }
  return reached;
}
