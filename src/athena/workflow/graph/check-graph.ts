import type { FieldViolation } from '../../../kernel/problem.ts';
import { ExpressionError } from './expression-tokens.ts';
import { parseExpression } from './expression.ts';
import { parametersOf, reachableFrom, type Edge, type Graph, type Node } from './graph.ts';
import { typeOf } from './node-types.ts';
import { getOrCreate } from '../../../kernel/get-or-create.ts';

/**
 * Returns the reasons why a graph cannot run: duplicate ids, edges with an unknown node or output, a missing or second
 * trigger, invalid conditions. A graph without these faults is then checked for unreachable nodes and for cycles
 * that cannot end. An empty graph is valid.
 */
export function checkGraph(graph: Graph): readonly FieldViolation[] {
  const violations = [...checkIds(graph), ...checkTriggers(graph), ...checkEdges(graph), ...checkExpressions(graph)];
  return violations.length > 0 ? violations : [...checkReach(graph), ...checkCycles(graph)];
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
    const message = `The nodes.${index}.type field must not be a trigger: the workflow already has one.`;
    return violation(`nodes.${index}.type`, 'trigger', message);
  });
}

function checkEdges({ nodes, edges }: Graph): readonly FieldViolation[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge, index) => checkEdge(edge, `edges.${index}`, byId));
}

function checkEdge(edge: Edge, field: string, nodes: ReadonlyMap<string, Node>): readonly FieldViolation[] {
  const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
  const violations: FieldViolation[] = [];
  if (source === undefined)
    violations.push(violation(`${field}.source`, 'exists', `The selected ${field}.source is invalid.`));
  else if (!hasExit(source, edge.source_handle)) violations.push(toHandleViolation(source, `${field}.source_handle`));
  if (target === undefined)
    violations.push(violation(`${field}.target`, 'exists', `The selected ${field}.target is invalid.`));
  else if (typeOf(target).isTrigger) {
    violations.push(
      violation(
        `${field}.target`,
        'trigger',
        `The ${field}.target field must not be a trigger: a trigger has no incoming edges.`,
      ),
    );
  } else if (target.type !== 'logic.merge' && hasName(edge.target_handle)) {
    const message = `The selected ${field}.target handle is invalid: a ${target.type} has one unnamed entry. Leave target_handle out.`;
    violations.push(violation(`${field}.target_handle`, 'in', message));
  }
  return violations;
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
  return violation(field, 'in', `The selected ${field.replaceAll('_', ' ')} is invalid. A ${node.type} has ${names}.`);
}

function checkExpressions({ nodes }: Graph): readonly FieldViolation[] {
  return nodes.flatMap((node, index) => {
    const { expression } = parametersOf(node);
    if (node.type !== 'logic.condition' || expression === undefined) return [];
    const reason = typeof expression === 'string' ? findExpressionFault(expression) : 'it is not a string';
    const field = `nodes.${index}.data.parameters.expression`;
    return reason === undefined
      ? []
      : [violation(field, 'expression', `The ${field} field must be a valid condition: ${reason}.`)];
  });
}

function findExpressionFault(text: string): string | undefined {
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
            `The nodes.${index} field must be reachable: no path leads from the trigger to "${node.id}".`,
          ),
        ],
  );
}

/**
 * Finds cycles that never end. A cycle needs a step that can leave it: a condition, a loop, an approval, or an `error`
 * exit.
 */
function checkCycles({ nodes, edges }: Graph): readonly FieldViolation[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const unconditional = edges.filter(
    ({ source, source_handle: handle }) => !hasName(handle) && byId.get(source)?.type !== 'human.approval',
  );
  const inCycles = findBackEdges(unconditional);
  return edges.flatMap((edge, index) =>
    inCycles.has(edge)
      ? [
          violation(
            `edges.${index}`,
            'cycle',
            `The edges.${index} field closes a cycle that cannot end. Put a logic.loop or a logic.condition in it.`,
          ),
        ]
      : [],
  );
}

/**
 * Returns the edges that close a cycle, found by a depth-first search. It keeps its own stack instead of recursing, so
 * that a chain of a thousand nodes does not overflow the call stack.
 */
function findBackEdges(edges: readonly Edge[]): ReadonlySet<Edge> {
  const next = new Map<string, Edge[]>();
  for (const edge of edges) getOrCreate(next, edge.source, () => []).push(edge);
  const backEdges = new Set<Edge>();
  const state = new Map<string, 'open' | 'done'>();
  for (const start of next.keys()) {
    const stack: { readonly id: string; nextEdge: number }[] = state.has(start) ? [] : [{ id: start, nextEdge: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      state.set(top.id, 'open');
      const edge = next.get(top.id)?.[top.nextEdge];
      top.nextEdge += 1;
      if (edge === undefined) {
        state.set(top.id, 'done');
        stack.pop();
      } else if (state.get(edge.target) === 'open') backEdges.add(edge);
      else if (!state.has(edge.target)) stack.push({ id: edge.target, nextEdge: 0 });
    }
  }
  return backEdges;
}

function violation(field: string, keyword: string, message: string): FieldViolation {
  return { field, location: 'body', keyword, message };
}
