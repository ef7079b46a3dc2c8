import type { JsonObject } from '../../../kernel/json/json.ts';
import type { components } from '../../contract/contract.generated.ts';

/** A step of a workflow, and how one leads to the next. */
export type Node = components['schemas']['Node'];
export type Edge = components['schemas']['Edge'];

/** What a workflow does. */
export interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/**
 * The graph of a workflow's record, or of a body; what has none is empty. The contract has seen to it that nodes and
 * edges are some.
 */
export function toGraph(record: JsonObject): Graph {
  const { nodes, edges } = record as { readonly nodes?: readonly Node[]; readonly edges?: readonly Edge[] };
  return { nodes: nodes ?? [], edges: edges ?? [] };
}

/** The step with that id. */
export function findNode({ nodes }: Graph, id: string): Node | undefined {
  return nodes.find((node) => node.id === id);
}

/** The step that it begins with. */
export function findTrigger({ nodes }: Graph): Node | undefined {
  return nodes.find(({ type }) => type.startsWith('trigger.'));
}

/** The settings of a step. */
export function parametersOf({ data }: Node): JsonObject {
  return data.parameters ?? {};
}

/** The ids of all steps that any of these leads to, by whatever edges; a step that leads to itself is one of them. */
export function reachableFrom({ edges }: Pick<Graph, 'edges'>, from: readonly string[]): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { source, target } of edges) next.set(source, [...(next.get(source) ?? []), target]);
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
