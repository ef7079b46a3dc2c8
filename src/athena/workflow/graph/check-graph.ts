import type { FieldViolation } from '../../../kernel/problem.ts';
import { ExpressionError } from './expression-tokens.ts';
import { parseExpression } from './expression.ts';
import { parametersOf, reachableFrom, type Edge, type Graph, type Node } from './graph.ts';
import { typeOf } from './node-types.ts';

/**
 * What keeps a graph from being run: ids that are taken, edges to nowhere or by an exit that is none, no trigger or a
 * second one, and, where all of that is right, steps that nothing leads to and cycles without a way out. An empty graph
 * is right.
 */
export function checkGraph(graph: Graph): readonly FieldViolation[] {
  const parts = [...checkIds(graph), ...checkTriggers(graph), ...checkEdges(graph), ...checkExpressions(graph)];
  return parts.length > 0 ? parts : [...checkReach(graph), ...checkCycles(graph)];
}

function checkIds({ nodes, edges }: Graph): readonly FieldViolation[] {
  return [...findRepeated(nodes, 'nodes'), ...findRepeated(edges, 'edges')];
}

function findRepeated(items: readonly { readonly id: string }[], list: string): readonly FieldViolation[] {
  const known = new Set<string>();
  return items.flatMap(({ id }, index) => {
    if (!known.has(id)) return known.add(id) && [];
    return [violation(`${list}.${index}.id`, 'distinct', `The ${list}.${index}.id field has a duplicate value.`)];
  });
}

function checkTriggers({ nodes }: Graph): readonly FieldViolation[] {
  if (nodes.length === 0) return [];
  const triggers = nodes.flatMap((node, index) => (typeOf(node).isTrigger ? [index] : []));
  if (triggers.length === 0) return [violation('nodes', 'trigger', 'The nodes field must have a trigger.')];
  return triggers.slice(1).map((index) => {
    const message = `The nodes.${index}.type field must not be a trigger: the workflow has one already.`;
    return violation(`nodes.${index}.type`, 'trigger', message);
  });
}

function checkEdges({ nodes, edges }: Graph): readonly FieldViolation[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge, index) => checkEdge(edge, `edges.${index}`, byId));
}

function checkEdge(edge: Edge, at: string, nodes: ReadonlyMap<string, Node>): readonly FieldViolation[] {
  const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
  const found: FieldViolation[] = [];
  if (source === undefined) found.push(violation(`${at}.source`, 'exists', `The selected ${at}.source is invalid.`));
  else if (!hasExit(source, edge.source_handle)) found.push(toHandleViolation(source, `${at}.source_handle`));
  if (target === undefined) found.push(violation(`${at}.target`, 'exists', `The selected ${at}.target is invalid.`));
  else if (typeOf(target).isTrigger) {
    found.push(
      violation(`${at}.target`, 'trigger', `The ${at}.target field must not be a trigger: nothing leads to one.`),
    );
  } else if (target.type !== 'logic.merge' && hasName(edge.target_handle)) {
    const message = `The selected ${at}.target handle is invalid: a ${target.type} has one entry, without a name.`;
    found.push(violation(`${at}.target_handle`, 'in', message));
  }
  return found;
}

function hasExit(node: Node, handle: string | null | undefined): boolean {
  const { exits, hasPlainExit } = typeOf(node);
  return hasName(handle) ? exits.includes(handle) : hasPlainExit;
}

function hasName(handle: string | null | undefined): handle is string {
  return handle !== undefined && handle !== null && handle !== '';
}

function toHandleViolation(node: Node, field: string): FieldViolation {
  const { exits, hasPlainExit } = typeOf(node);
  const names = [...(hasPlainExit ? ['null'] : []), ...exits].join(', ');
  return violation(field, 'in', `The selected ${field.replaceAll('_', ' ')} is invalid: a ${node.type} has ${names}.`);
}

function checkExpressions({ nodes }: Graph): readonly FieldViolation[] {
  return nodes.flatMap((node, index) => {
    const { expression } = parametersOf(node);
    if (node.type !== 'logic.condition' || expression === undefined) return [];
    const reason = typeof expression === 'string' ? findFault(expression) : 'it is no text';
    const field = `nodes.${index}.data.parameters.expression`;
    return reason === undefined
      ? []
      : [violation(field, 'expression', `The ${field} field must be a condition: ${reason}.`)];
  });
}

function findFault(text: string): string | undefined {
  try {
    parseExpression(text);
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
}

function checkReach(graph: Graph): readonly FieldViolation[] {
  const trigger = graph.nodes.find((node) => typeOf(node).isTrigger);
  if (trigger === undefined) return [];
  const reached = reachableFrom(graph, [trigger.id]);
  return graph.nodes.flatMap((node, index) =>
    node === trigger || reached.has(node.id)
      ? []
      : [
          violation(
            `nodes.${index}`,
            'reachable',
            `The nodes.${index} field must be reachable: no edge leads to "${node.id}" from the trigger.`,
          ),
        ],
  );
}

/**
 * A cycle needs a step that may lead out of it: a condition, a loop, an approval, or the path of a step that failed.
 */
function checkCycles({ nodes, edges }: Graph): readonly FieldViolation[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const certain = edges.filter(
    ({ source, source_handle: handle }) => !hasName(handle) && byId.get(source)?.type !== 'human.approval',
  );
  const inCycles = findClosing(certain);
  return edges.flatMap((edge, index) =>
    inCycles.has(edge)
      ? [
          violation(
            `edges.${index}`,
            'cycle',
            `The edges.${index} field closes a cycle without a way out: a logic.loop or a logic.condition has to be in it.`,
          ),
        ]
      : [],
  );
}

/**
 * The edges that lead back to a step that they come from, by a walk in depth that keeps its own stack: a thousand steps
 * in a row are no recursion.
 */
function findClosing(edges: readonly Edge[]): ReadonlySet<Edge> {
  const next = new Map<string, Edge[]>();
  for (const edge of edges) next.set(edge.source, [...(next.get(edge.source) ?? []), edge]);
  const closing = new Set<Edge>();
  const state = new Map<string, 'open' | 'done'>();
  for (const start of next.keys()) {
    const stack: { readonly id: string; at: number }[] = state.has(start) ? [] : [{ id: start, at: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      state.set(top.id, 'open');
      const edge = next.get(top.id)?.[top.at];
      top.at += 1;
      if (edge === undefined) {
        state.set(top.id, 'done');
        stack.pop();
      } else if (state.get(edge.target) === 'open') closing.add(edge);
      else if (!state.has(edge.target)) stack.push({ id: edge.target, at: 0 });
    }
  }
  return closing;
}

function violation(field: string, keyword: string, message: string): FieldViolation {
  return { field, location: 'body', keyword, message };
}
