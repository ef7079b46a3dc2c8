import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const AUTH = { authorization: 'Bearer athena-demo-token' };
const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const AGENT = '550e8400-e29b-41d4-a716-446655440000';

const START = { id: 'start', type: 'trigger.webhook', position: { x: 0, y: 0 }, data: {} };

let simulator: Simulator;
beforeAll(async () => {
  simulator = await createSimulator();
});
afterAll(() => simulator.close());

async function rejected(path: string, body: object) {
  const response = await request(simulator.app).post(`/api/v1${path}`).set(AUTH).send(body).expect(422);
  return response.body as { readonly message: string; readonly errors: Readonly<Record<string, readonly string[]>> };
}

describe('a request with several invalid fields', () => {
  it('is told of a wrong type and of a reference to nothing together, in the order of the fields', async () => {
    expect(await rejected('/agents', { workspace_uuid: UNKNOWN, name: 7, temperature: 'warm' })).toEqual({
      message: 'The name field must be a string. (and 2 more errors)',
      errors: {
        name: ['The name field must be a string.'],
        temperature: ['The temperature field must be a number.'],
        workspace_uuid: ['The selected workspace uuid is invalid.'],
      },
    });
  });

  it('is not told that an invalid field also refers to nothing', async () => {
    const { errors } = await rejected('/agents', { name: 7, workspace_uuid: 'nowhere', tool_uuids: ['x', UNKNOWN] });
    expect(errors).toEqual({
      name: ['The name field must be a string.'],
      workspace_uuid: ['The workspace uuid field must be a valid UUID.'],
      'tool_uuids.0': ['The tool uuids.0 field must be a valid UUID.'],
      'tool_uuids.1': ['The selected tool uuids.1 is invalid.'],
    });
    const many = Array.from(
      { length: 101 },
      (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    );
    expect((await rejected('/agents', { name: 'x', tool_uuids: many })).errors).toEqual({
      tool_uuids: ['The tool uuids field must not have more than 100 items.'],
    });
  });

  it.each([
    [
      '/accounts',
      { provider_uuid: UNKNOWN, provider_authentication_strategy: 'basic' },
      'provider_uuid provider_display_name username password',
    ],
    [
      `/agents/${AGENT}/run`,
      { message: 7, thread_uuid: UNKNOWN, attachment_uuids: [UNKNOWN] },
      'message thread_uuid attachment_uuids.0',
    ],
    [
      `/agents/${AGENT}/run`,
      { message: 'Hi', thread_uuid: UNKNOWN, attachment_uuids: [UNKNOWN] },
      'thread_uuid attachment_uuids.0',
    ],
    [`/agents/${AGENT}/share`, { user_id: 99_999, permission: 7 }, 'user_id permission'],
    [
      '/command-room-tasks',
      { taskable_type: 'agent', taskable_uuid: UNKNOWN, workspace_uuid: UNKNOWN, title: 7 },
      'taskable_uuid title workspace_uuid',
    ],
    ['/command-room-tasks', { taskable_type: 'nothing', taskable_uuid: UNKNOWN }, 'taskable_type'],
    ['/agents/metrics', { calculation: 'none', workspace_uuid: UNKNOWN }, 'calculation workspace_uuid'],
    ['/workflows/generate', { workspace_uuid: UNKNOWN }, 'prompt workspace_uuid'],
    ['/threads', { name: 7, agent_uuid: UNKNOWN, metadata: 'x' }, 'name metadata agent_uuid'],
    ['/workflow-executions', { workflow_uuid: UNKNOWN, retry_of: UNKNOWN }, 'workflow_uuid retry_of'],
    ['/workflow-executions', { workflow_uuid: 5, retry_of: UNKNOWN, data: 7 }, 'workflow_uuid data retry_of'],
    [
      '/workflows',
      { name: 5, nodes: [START], edges: [{ id: 'e', source: 'start', target: 'nowhere' }] },
      'name edges.0.target',
    ],
    ['/workflows', { name: 5, nodes: [START, { ...START, type: 'odd' }], edges: [] }, 'name nodes.1.type'],
    ['/workflows', { name: 5, nodes: [START, 7], edges: [null] }, 'name nodes.1 edges.0'],
  ])('is told all of them: POST %s %j', async (path, body, fields) => {
    expect(Object.keys((await rejected(path, body)).errors)).toEqual(fields.split(' '));
  });

  it('is told of those of a query too', async () => {
    const path = `/api/v1/workspaces/metrics?workspace_uuid=${UNKNOWN}&entity=nothing`;
    const { body } = await request(simulator.app).get(path).set(AUTH).expect(422);
    expect(Object.keys(body.errors)).toEqual(expect.arrayContaining(['entity', 'workspace_uuid']));
  });
});
