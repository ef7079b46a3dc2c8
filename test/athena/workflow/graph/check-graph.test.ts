import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packagedFiles } from '../../../../src/assembly/load/packaged-files.ts';
import { checkGraph } from '../../../../src/athena/workflow/graph/check-graph.ts';
import { toGraph as readGraph } from '../../../../src/athena/workflow/graph/graph.ts';
import { loadFixtures } from '../../../../src/document/load-fixtures.ts';
import { createClient, toGraph, type StepSketch } from '../client.ts';

const START: StepSketch = { id: 'start', type: 'trigger.webhook' };
const say = (id: string): StepSketch => ({ id, type: 'data.set', data: { parameters: { said: id } } });
const ask = (id: string, expression = '1 == 1'): StepSketch => ({
  id,
  type: 'logic.condition',
  data: { parameters: { expression } },
});

const fieldsOf = (nodes: readonly StepSketch[], edges: readonly string[]): readonly string[] =>
  checkGraph(readGraph(toGraph(nodes, edges))).map(({ field }) => field);

describe('a graph', () => {
  it.each<[string, readonly StepSketch[], readonly string[], readonly string[]]>([
    ['without steps is valid', [], [], []],
    ['of one trigger is valid', [START], [], []],
    [
      'with branches that meet is valid',
      [START, ask('so'), say('a'), say('b')],
      ['start > so', 'so.true > a', 'so.false > b', 'a > b'],
      [],
    ],
    ['with a duplicate id', [START, say('a'), say('a')], ['start > a'], ['nodes.2.id']],
    ['with an edge to a missing node', [START, say('a')], ['start > a', 'a > gone'], ['edges.1.target']],
    ['with an edge from a missing node', [START, say('a')], ['start > a', 'gone > a'], ['edges.1.source']],
    ['without a trigger', [say('a')], [], ['nodes']],
    ['with two triggers', [START, { id: 'other', type: 'trigger.schedule' }], [], ['nodes.1.type']],
    ['with an edge to its trigger', [START, say('a')], ['start > a', 'a > start'], ['edges.1.target']],
    ['with an unreachable step', [START, say('a'), say('b')], ['start > a'], ['nodes.2']],
    [
      'with steps that only lead to each other',
      [START, say('a'), say('b')],
      ['a > b', 'b > a'],
      ['nodes.1', 'nodes.2', 'edges.1'],
    ],
    [
      'with an edge from a condition that names no exit',
      [START, ask('so'), say('a')],
      ['start > so', 'so > a'],
      ['edges.1.source_handle'],
    ],
    [
      'with an edge from an exit that its step does not have',
      [START, say('a'), say('b')],
      ['start > a', 'a.true > b'],
      ['edges.1.source_handle'],
    ],
    ['with an error path is valid', [START, say('a'), say('b')], ['start > a', 'a.error > b'], []],
    ['with an error path from a trigger', [START, say('a')], ['start.error > a'], ['edges.0.source_handle']],
    ['with an endless cycle', [START, say('a'), say('b')], ['start > a', 'a > b', 'b > a'], ['edges.2']],
    ['with an edge from a step to itself', [START, say('a')], ['start > a', 'a > a'], ['edges.1']],
    [
      'with a cycle that a condition can leave is valid',
      [START, say('a'), ask('so')],
      ['start > a', 'a > so', 'so.true > a'],
      [],
    ],
    [
      'with a loop is valid',
      [START, { id: 'l', type: 'logic.loop' }, say('a')],
      ['start > l', 'l.loop > a', 'a > l'],
      [],
    ],
    [
      'with a cycle through an error path is valid',
      [START, say('a'), say('b')],
      ['start > a', 'a.error > b', 'b > a'],
      [],
    ],
    [
      'with a malformed condition',
      [START, ask('so', '{{ a }} >')],
      ['start > so'],
      ['nodes.1.data.parameters.expression'],
    ],
  ])('%s', (_name, nodes, edges, expected) => {
    expect(fieldsOf(nodes, edges)).toEqual(expected);
  });

  it('is valid for every workflow of the demo world', async () => {
    const { collections } = await loadFixtures(packagedFiles.fixtures());
    const workflows = collections.find(({ name }) => name === 'workflows')?.records ?? [];
    expect(workflows.length).toBeGreaterThan(10);
    for (const workflow of workflows) expect(checkGraph(readGraph(workflow)), String(workflow['name'])).toEqual([]);
  });

  it('with a cycle of conditionless steps is invalid, and a chain of a thousand steps is valid', () => {
    const ids = fc.constantFrom('start', 'a', 'b', 'c');
    const edge = fc.tuple(ids, ids).map(([from, to]) => `${from} > ${to}`);
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 8 }), (edges) => {
        const fields = fieldsOf([START, say('a'), say('b'), say('c')], edges);
        const cyclic = edges.some((_, index) => hasCycle(edges.slice(0, index + 1)));
        if (cyclic) expect(fields).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
    const chain = Array.from({ length: 999 }, (_, index) => say(`s${index}`));
    const links = chain.map(({ id }, index) => `${index === 0 ? 'start' : `s${index - 1}`} > ${id}`);
    expect(fieldsOf([START, ...chain], links)).toEqual([]);
  });
});

/** By walking on from each step for as long as there are steps. */
function hasCycle(edges: readonly string[]): boolean {
  const pairs = edges.map((edge) => edge.split(' > '));
  const walk = (id: string, left: number): boolean =>
    left === 0 || pairs.some(([from, to]) => from === id && walk(to ?? '', left - 1));
  return ['start', 'a', 'b', 'c'].some((id) => walk(id, 5));
}

describe('a workflow with an invalid graph', () => {
  it('is rejected on creation and on update, with every error', async () => {
    const client = await createClient();
    const { nodes, edges } = toGraph([START, say('a')], ['start > a', 'a > gone', 'a.true > a']);
    const made = await client.call('POST', '/workflows', { name: 'Wrong', nodes: nodes ?? null, edges: edges ?? null });
    expect(made.status).toBe(422);
    expect(made.body).toEqual({
      message: 'The selected edges.1.target is invalid. (and 1 more error)',
      errors: {
        'edges.1.target': ['The selected edges.1.target is invalid.'],
        'edges.2.source_handle': ['The selected edges.2.source handle is invalid. A data.set has null, error.'],
      },
    });
    const kind = await client.call('POST', '/workflows', {
      name: 'Wrong',
      ...toGraph([START, { id: 'a', type: 'magic.trick' }], ['start > a']),
    });
    expect(kind.body['errors']).toEqual({ 'nodes.1.type': ['The selected nodes.1.type is invalid.'] });
    const uuid = await client.make([START, say('a')], ['start > a']);
    const changed = await client.call('PUT', `/workflows/${uuid}`, { edges: [] });
    expect(changed.body['errors']).toEqual({
      'nodes.1': ['The nodes.1 field must be reachable: no path leads from the trigger to "a".'],
    });
    expect((await client.call('PUT', `/workflows/${uuid}`, { name: 'Right' })).status).toBe(200);
    await client.close();
  });
});
