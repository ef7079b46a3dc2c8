import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAthenaPlatform } from '../../src/athena/platform.ts';
import { createSimulator, type Simulator } from '../../src/index.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { asPeople, type Person } from './people.ts';

const ACTIONS = ['read', 'list', 'change', 'run', 'share', 'delete'] as const;
type Action = (typeof ACTIONS)[number];
const VISIBILITIES = ['private', 'workspace', 'public'] as const;
type Role = 'owner' | 'view' | 'run' | 'edit' | 'member' | 'stranger' | 'anonymous';

/**
 * The result for each role, in the order of ACTIONS: `+` success, `3` forbidden, `4` not found (not in the list), `1`
 * unauthenticated.
 */
const CELLS: Readonly<Record<Role, Readonly<Record<(typeof VISIBILITIES)[number], string>>>> = {
  owner: { private: '++++++', workspace: '++++++', public: '++++++' },
  edit: { private: '++++33', workspace: '++++33', public: '++++33' },
  run: { private: '++3+33', workspace: '++3+33', public: '++3+33' },
  view: { private: '++3333', workspace: '++3333', public: '++3+33' },
  // A user who may see the workspace of the resource.
  member: { private: '444444', workspace: '++3+33', public: '++3+33' },
  stranger: { private: '444444', workspace: '444444', public: '++3+33' },
  anonymous: { private: '111111', workspace: '111111', public: '111111' },
};

const KINDS = [
  { path: 'agents', run: 'run', rule: 'runAgent', body: { name: 'Cell' }, input: { message: 'Hello' } },
  {
    path: 'workflows',
    run: 'webhook',
    rule: 'triggerWorkflowWebhook',
    body: { name: 'Cell' },
    input: {},
  },
] as const;
const JANES_WORKSPACE = '64bb0e43-7514-409b-933b-43d9baecb796';

const platform = createAthenaPlatform({});
let simulator: Simulator;
let call: ReturnType<typeof asPeople>;
beforeAll(async () => {
  simulator = await createSimulator();
  call = asPeople(simulator);
});
afterAll(async () => {
  expect(simulator.violations().breaches).toEqual([]);
  await simulator.close();
});

/** John makes one, and Jane or Amir stands to it as the role says. */
async function prepare(kind: (typeof KINDS)[number], visibility: string, role: Role): Promise<string> {
  const { status, data } = await call('john', 'POST', kind.path, { ...kind.body, visibility });
  expect(status, JSON.stringify(data)).toBe(201);
  const path = `${kind.path}/${String((data as JsonObject)['uuid'])}`;
  const share = (permission: string) => call('john', 'POST', `${path}/share`, { user_id: 124, permission });
  if (role === 'view' || role === 'run' || role === 'edit') expect((await share(role)).status).toBe(201);
  if (role !== 'member') return path;
  // Jane takes it into her workspace while she may edit it.
  await share('edit');
  expect((await call('jane', 'PUT', path, { workspace_uuid: JANES_WORKSPACE })).status).toBe(200);
  expect((await share('none')).status).toBe(204);
  return path;
}

async function perform(
  action: Action,
  path: string,
  kind: (typeof KINDS)[number],
  person: Person | undefined,
): Promise<string> {
  const requests = {
    read: ['GET', path],
    list: ['GET', `${kind.path}?per_page=100&sort_direction=desc&search=Cell`],
    change: ['PUT', path, { description: 'changed' }],
    run: ['POST', `${path}/${kind.run}`, kind.input],
    share: ['POST', `${path}/share`, { email: 'invited@example.com' }],
    delete: ['DELETE', path],
  } as const;
  const [method, address, body] = requests[action];
  const { status, data } = await call(person, method, address, body);
  if (action === 'list' && status === 200)
    return (data as readonly JsonObject[]).some(({ uuid }) => path.endsWith(String(uuid))) ? '+' : '4';
  return { 401: '1', 403: '3', 404: '4' }[status] ?? '+';
}

const PERSON: Readonly<Record<Role, Person | undefined>> = {
  owner: 'john',
  view: 'jane',
  run: 'jane',
  edit: 'jane',
  member: 'jane',
  stranger: 'amir',
  anonymous: undefined,
};

describe.each(KINDS)('of $path', (kind) => {
  describe.each(VISIBILITIES)('that are %s', (visibility) => {
    it.each(Object.keys(CELLS) as Role[])('%s may do what the table says', async (role) => {
      const path = await prepare(kind, visibility, role);
      const told: string[] = [];
      for (const [index, action] of ACTIONS.entries()) {
        const isSimulated = action !== 'run' || platform.rules[kind.rule] !== undefined;
        told.push(
          isSimulated ? await perform(action, path, kind, PERSON[role]) : (CELLS[role][visibility][index] ?? ''),
        );
      }
      expect(told.join('')).toBe(CELLS[role][visibility]);
    });
  });
});

const JOHNS_WORKSPACE = '550e8400-e29b-41d4-a716-446655440000';
const WAREHOUSE = 'search=Warehouse%20for%20Dashboards';

describe.each([
  // resource, whose, the first of this list as its owner sees it, who asks, read, change, delete
  ['workspaces', 'john', '', 'jane', '444'],
  ['providers', 'john', 'visibility=private', 'jane', '444'],
  ['providers', 'john', 'visibility=public', 'jane', '+33'],
  ['accounts', 'john', '', 'jane', '444'],
  ['accounts', 'amir', WAREHOUSE, 'john', '+33'],
  ['prompts', 'john', 'visibility=private', 'jane', '444'],
  ['prompts', 'john', 'visibility=workspace', 'jane', '444'],
  ['prompts', 'john', 'visibility=public&user_id=123', 'jane', '+33'],
  ['threads', 'john', '', 'jane', '444'],
  ['messages', 'john', '', 'jane', '444'],
  ['memories', 'john', '', 'jane', '444'],
  ['workflow-executions', 'john', '', 'jane', '444'],
] as const)('%s of %s, %s', (...row) => {
  const [resource, owner, query, asker, cells] = row;
  it(`${asker} may read, change and delete as the table says`, async () => {
    const { data } = await call(owner, 'GET', `${resource}?per_page=1&${query}`);
    const path = `${resource}/${String((data as readonly JsonObject[])[0]?.['uuid'])}`;
    for (const [index, method] of (['GET', 'PUT', 'DELETE'] as const).entries()) {
      const cell = cells[index] ?? '';
      const { status } = await call(asker, method, path, method === 'PUT' ? {} : undefined);
      expect(status, method).toBe({ '+': 200, '3': 403, '4': 404 }[cell]);
      expect(
        (await call(undefined, method, path, method === 'PUT' ? {} : undefined)).status,
        `anonymous, ${method}`,
      ).toBe(401);
    }
  });
});

it('moves nothing into a workspace that the editor cannot see', async () => {
  const path = await prepare(KINDS[0], 'private', 'edit');
  const { status, body } = await call('jane', 'PUT', path, { workspace_uuid: JOHNS_WORKSPACE });
  expect(status).toBe(422);
  expect(body['errors']).toEqual({ workspace_uuid: ['The selected workspace uuid is invalid.'] });
});
