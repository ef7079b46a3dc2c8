import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/json/json.ts';
import type { components } from '../../contract/contract.generated.ts';
import { toGraph, type Graph } from './graph.ts';
import { NODE_TYPES } from './node-types.ts';

/**
 * Returns the graph of a body that breaks the contract elsewhere, or undefined when it has no complete graph: nodes and
 * edges are not both sent, or one of them lacks what connects it.
 */
export function findSentGraph({ nodes, edges }: JsonObject): Graph | undefined {
  if (!Array.isArray(nodes) || !Array.isArray(edges)) return undefined;
  return nodes.every(isNode) && edges.every(isEdge) ? toGraph({ nodes, edges }) : undefined;
}

function isNode(node: JsonValue): boolean {
  return (
    isJsonObject(node) &&
    typeof node['id'] === 'string' &&
    isNodeType(node['type']) &&
    isJsonObject(node['data']) &&
    (node['data']['parameters'] === undefined || isJsonObject(node['data']['parameters']))
  );
}

function isNodeType(type: JsonValue | undefined): type is components['schemas']['Node']['type'] {
  return typeof type === 'string' && Object.hasOwn(NODE_TYPES, type);
}

function isEdge(edge: JsonValue): boolean {
  return (
    isJsonObject(edge) &&
    ['id', 'source', 'target'].every((name) => typeof edge[name] === 'string') &&
    ['source_handle', 'target_handle'].every((name) => typeof (edge[name] ?? '') === 'string')
  );
}
