import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/console/api/types.ts';
import { drawGraph, NODE } from '../../src/console/platform/run-graph.ts';

const node = (id: string, y = 0): JsonObject => ({
  id,
  type: 't',
  position: { x: 0, y },
  data: { label: `The ${id}` },
});
const edge = (source: string, target: string, label?: string): JsonObject => ({
  id: `${source}-${target}`,
  source,
  target,
  ...(label === undefined ? {} : { label }),
});
const execution = (graph: JsonObject, runs: Readonly<Record<string, readonly string[]>>): JsonObject => ({
  workflow_data: graph,
  data: {
    result_data: {
      run_data: Object.fromEntries(
        Object.entries(runs).map(([id, statuses]) => [id, statuses.map((status) => ({ execution_status: status }))]),
      ),
    },
  },
});

/** A branch whose sides meet again, and a way back from its end. */
const BRANCH = {
  nodes: [node('start'), node('lower', 300), node('upper', 100), node('end')],
  edges: [
    edge('start', 'upper', 'true'),
    edge('start', 'lower', 'false'),
    edge('upper', 'end'),
    edge('lower', 'end'),
    edge('end', 'upper'),
  ],
};

describe('the graph of a run', () => {
  test('has each node to the right of those that lead to it, and branches in the editor’s order', () => {
    const { nodes = [], width = 0, height = 0 } = drawGraph(undefined, BRANCH) ?? {};
    const [start, upper, lower, end] = ['start', 'upper', 'lower', 'end'].map((id) =>
      nodes.find((each) => each.id === id),
    );
    expect(upper?.x).toBeGreaterThan(start?.x ?? 0);
    expect(upper?.x).toBe(lower?.x);
    expect(upper?.y).toBeLessThan(lower?.y ?? 0);
    expect(end?.x).toBeGreaterThan(upper?.x ?? 0);
    for (const { x, y } of nodes) expect([x + NODE.width < width, y + NODE.height < height]).toEqual([true, true]);
  });

  test('shows the last status of each node, and the edges that were taken', () => {
    const data = execution(BRANCH, { start: ['success'], upper: ['error', 'running'] });
    const { nodes = [], edges = [] } = drawGraph(data, undefined) ?? {};
    expect(nodes.map(({ label, status, passes }) => [label, status, passes])).toEqual([
      ['The start', 'success', 1],
      ['The upper', 'running', 2],
      ['The lower', 'not reached', 0],
      ['The end', 'not reached', 0],
    ]);
    expect(edges.map(({ label, isTaken }) => [label, isTaken])).toEqual([
      ['true', true],
      ['false', false],
      ['', false],
      ['', false],
      ['', false],
    ]);
  });

  test.each([
    ['a condition', { result: true }, ['true', 'false'], [true, false]],
    ['an approval', { approved: false, by: null }, ['approved', 'rejected', 'error'], [false, true, false]],
    ['the last round of a loop', { rounds: 2, last: null }, ['loop', 'done'], [false, true]],
    ['a step whose output tells no branch', { result: 'true' }, ['true', null], [true, true]],
  ])(
    'takes the branch that the output of %s tells, though both ends of the others ran',
    (_title, output, exits, taken) => {
      const graph = {
        nodes: [node('start'), node('end')],
        edges: exits.map((exit) => ({ ...edge('start', 'end'), source_handle: exit })),
      };
      const runs = { start: [{ execution_status: 'success', output }], end: [{ execution_status: 'running' }] };
      const data = { workflow_data: graph, data: { result_data: { run_data: runs } } };
      expect(drawGraph(data, undefined)?.edges.map(({ isTaken }) => isTaken)).toEqual(taken);
    },
  );

  test('is that which the execution began with, not the present one of the workflow', () => {
    const { nodes = [] } = drawGraph(execution({ nodes: [node('old')] }, {}), BRANCH) ?? {};
    expect(nodes.map(({ id }) => id)).toEqual(['old']);
  });

  test.each([
    ['no node', { nodes: [] }],
    ['no graph', {}],
    ['more nodes than can be read', { nodes: Array.from({ length: 201 }, (_, index) => node(`n${index}`)) }],
  ])('is not drawn with %s', (_title, graph) => {
    expect(drawGraph(execution(graph, {}), undefined)).toBeUndefined();
  });

  test.each([
    ['edges that lead nowhere', { nodes: [node('a')], edges: [edge('a', 'gone'), edge('a', 'a'), null] }],
    ['ids that objects inherit', { nodes: [node('constructor')], edges: [edge('constructor', 'constructor')] }],
    ['positions that are no numbers', { nodes: [{ id: 'a', position: { y: 'x' } }, { id: 'constructor' }] }],
  ])('survives %s', (_title, graph) => {
    const { nodes = [] } = drawGraph(execution(graph, {}), undefined) ?? {};
    expect(nodes.map(({ status }) => status)).toEqual(nodes.map(() => 'not reached'));
    for (const { x, y } of nodes) expect([x, y].every(Number.isFinite)).toBe(true);
  });
});
