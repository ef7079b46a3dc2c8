import { describe, expect, it } from 'vitest';
import { useCommandServer } from './run-remote-command.ts';

const { run, runJson, url } = useCommandServer();
const AGENT = '640d746d-f9c2-4991-95f8-801058bba82c';

describe('operations', () => {
  it('lists those whose id, path or summary contains a text, and all without one', async () => {
    const { code, out } = await run('operations', 'THREAD');
    expect(code).toBe(0);
    expect(out).toMatch(/^OPERATION +METHOD +PATH +SUMMARY +TAKES\n/);
    expect(out).toMatch(/^createThread +POST +\/api\/v1\/threads +Create a Thread +-$/m);
    expect(out).not.toContain('listPrompts');
    expect(await runJson('operations')).toMatchObject({ operations: { length: 76 } });
  });

  it('finds those that take a parameter, a field or a file of this name, too, after the others', async () => {
    const { code, out } = await run('operations', 'attachment');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^createMessage +POST .* {2}attachment_uuids, attachments$/m),
    ]);
    const { operations } = (await runJson('operations', 'agent_uuid')) as { operations: { id: string }[] };
    const ids = operations.map(({ id }) => id);
    expect(ids.indexOf('createThread')).toBeGreaterThan(ids.indexOf('retrieveAgent'));
    expect(operations.find(({ id }) => id === 'createThread')).toMatchObject({ takes: ['agent_uuid'] });
    expect(await runJson('operations', 'create position.x')).toMatchObject({
      operations: [{ id: 'createWorkflow', takes: ['nodes[].position.x'] }],
    });
    const { out: photos } = await run('operations', 'createAgent profile_photo_config');
    expect(photos).toMatch(/^createAgent .* {2}profile_photo_config$/m);
  });

  it('describes one by its id: what it takes, and a call that is valid', async () => {
    const { out } = await run('operations', 'updateAgent');
    expect(out).toMatch(/^updateAgent: PUT \/api\/v1\/agents\/\{agent_uuid\}\nUpdate an Agent\n/);
    expect(out).toMatch(/^path +agent_uuid +required +string \(uuid\): Identifies the agent\.$/m);
    expect(out).toMatch(/^body +visibility +- +private \| workspace \| public: The users who may/m);
    expect(out).toMatch(/^body +tool_uuids +- +array of string \(uuid\): /m);
    expect(out).toMatch(
      /^Call it: npx athena-simulator call --url \S+ updateAgent agent_uuid=\S+ 'name=Customer Support/m,
    );
  });

  it('names the defaults of parameters and fields', async () => {
    const { out } = await run('operations', 'listAgents');
    expect(out).toMatch(/^query +sort_by +- +created_at \| updated_at \| name, default created_at/m);
    expect((await run('operations', 'runThread')).out).toMatch(/^body +stream +- +boolean, default false/m);
    expect(await runJson('operations', 'listAgents')).toMatchObject({
      values: expect.arrayContaining([expect.objectContaining({ name: 'sort_by', default: 'created_at' })]),
    });
  });

  it('lists what is nested in lists and objects, with the values that are allowed', async () => {
    const { out } = await run('operations', 'createWorkflow');
    expect(out).toMatch(/^body +nodes +- +array of object: Its steps\.$/m);
    expect(out).toMatch(/^body +nodes\[\]\.type +required +trigger\.webhook \| trigger\.schedule \|.* data\.set: /m);
    expect(out).toMatch(/^body +nodes\[\]\.position\.x +required +number: /m);
    expect(out).toMatch(/^body +nodes\[\]\.data\.parameters +- +object: .*logic\.delay/m);
    expect(out).toMatch(/^body +edges\[\]\.source +required +string: The node that it leads from\.$/m);
    expect(out).toMatch(/^body +profile_photo_config +- +object \| null: /m);
    expect(out).toMatch(/^body +profile_photo_config\.emoji +/m);
  });

  it('lists the values of parameters that take several', async () => {
    const { out } = await run('operations', 'retrieveWorkflowExecution');
    expect(out).toMatch(/^query +with +- +array of workflow \| workflowExecutionData: /m);
  });

  it('says when a field is needed', async () => {
    const { out } = await run('operations', 'runThread');
    expect(out).toMatch(/^body +agent_uuid +- .*required if it has none/m);
  });

  it.each(['createWorkflow', 'createMessage'])('has calls of %s that are valid', async (id) => {
    const description = await runJson('operations', id);
    const { call, full_call: full } = description as { call: string; full_call: string };
    for (const line of [call, full]) {
      const words = [...line.matchAll(/'((?:[^']|'\\'')*)'|(\S+)/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? '') : quoted.replaceAll("'\\''", "'"),
      );
      expect((await run(...words.slice(2), '--sandbox', 'valid')).code).toBe(0);
    }
  });

  it('names the nearest ones when none contains the text', async () => {
    const { code, err } = await run('operations', 'creatThread');
    expect([code, err]).toEqual([
      2,
      `No operation contains "creatThread". Did you mean createThread? \`npx athena-simulator operations --url ${url()}\` lists all.\n`,
    ]);
  });
});

describe('call --as', () => {
  it('calls as another user, by email address or id', async () => {
    for (const user of ['jane.smith@example.com', '124'])
      expect(await runJson('call', 'retrieveUser', '--as', user, '--sandbox', 'a1')).toMatchObject({
        data: { id: 124 },
      });
    const { code, err } = await run('call', 'deleteAgent', `agent_uuid=${AGENT}`, '--as', '124', '--sandbox', 'a1');
    expect([code, err]).toEqual([1, expect.stringContaining('Rejected with 403')]);
  });

  it('names the sandbox in the command that explains a rejection', async () => {
    const { err } = await run('call', 'createThread', '--body', '{}', '--sandbox', 'a2');
    const [, id = ''] = /^Why: npx athena-simulator explain --url \S+ (\S+) --sandbox a2$/m.exec(err) ?? [];
    expect((await run('explain', id, '--sandbox', 'a2')).out).toContain('422');
  });

  it('says that a user does not exist', async () => {
    const { code, err } = await run('call', 'retrieveUser', '--as', 'none@example.com');
    expect([code, err]).toEqual([1, expect.stringContaining('There is no user with the id or the email address')]);
  });
});
