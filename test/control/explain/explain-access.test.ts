import { describe, expect, it } from 'vitest';
import { idOf, readExplanation, signIn, useSimulator, type Answer } from '../admin.ts';

const AGENT = '/api/v1/agents/550e8400-e29b-41d4-a716-446655440000';

const shared = useSimulator();

function open(sandbox: string) {
  const at = shared.at(sandbox);
  return {
    at,
    /** Sends a request as another user. */
    as: async (email: string, method: string, path: string, body?: unknown): Promise<Answer> =>
      shared.at(sandbox, { authorization: `Bearer ${await signIn(at, email)}` })(method, path, body),
    explain: (answer: Answer) => readExplanation(at, answer),
    tell: async (answer: Answer): Promise<string> =>
      (await shared.at(sandbox, { accept: 'text/plain' })('GET', `/__admin/requests/${idOf(answer)}/explain`)).text,
  };
}

describe('the explanation of a rejected access', () => {
  it('says the rules in words, and names the operation that grants access', async () => {
    const { as, explain } = open('words');
    const refused = await as('mei.tanaka@example.com', 'PUT', AGENT, { name: 'Mine' });
    expect(refused.status).toBe(403);
    const { summary, remedy } = await explain(refused);
    expect(summary).toBe(
      '403: Mei Tanaka (126) may not edit agents/550e8400-e29b-41d4-a716-446655440000. Who may edit it: the owner, John Doe (users/123); the user of one of its shares with permission "edit" (none).',
    );
    expect(remedy).toBe(
      'Send it as John Doe (users/123), or create one of its shares with permission "edit" for the caller, with shareAgent (POST /api/v1/agents/{agent_uuid}/share).',
    );
  });

  it('has a remedy that works', async () => {
    const { at, as } = open('works');
    expect((await at('POST', `${AGENT}/share`, { user_id: 126, permission: 'edit' })).status).toBe(201);
    const allowed = await as('mei.tanaka@example.com', 'PUT', AGENT, { name: 'Mine' });
    expect(allowed.status).toBe(200);
  });

  it('takes the rules of the operation for what to do about a hidden record', async () => {
    const { at, as, explain } = open('hidden');
    const made = await as('mei.tanaka@example.com', 'POST', '/api/v1/agents', { name: 'Own', visibility: 'private' });
    const path = `/api/v1/agents/${made.body.data.uuid}`;
    const edit = await at('PUT', path, { name: 'Not mine' });
    expect(edit.status).toBe(404);
    const edited = await explain(edit);
    expect(edited.summary).toContain('Who may see it: the owner, Mei Tanaka (users/126); everyone while visibility');
    expect(edited.summary).toContain('Who may edit it: the owner, Mei Tanaka (users/126); the user of');
    expect(edited.remedy).toMatch(
      /^Send it as Mei Tanaka \(users\/126\), or create one of its shares with permission "edit"/,
    );
    expect(edited.remedy).not.toContain('public');
    const deleted = await explain(await at('DELETE', path));
    expect(deleted.remedy).toBe('Send it as Mei Tanaka (users/126).');
    const seen = await explain(await at('GET', path));
    expect(seen.remedy).toMatch(
      /^Send it as Mei Tanaka \(users\/126\), or let a user who may edit it set visibility to "public", or create one of its/,
    );
    expect((await as('mei.tanaka@example.com', 'PUT', path, { visibility: 'public' })).status).toBe(200);
    expect((await at('GET', path)).status).toBe(200);
  });

  it('says it once in a text', async () => {
    const { as, tell } = open('once');
    const text = await tell(await as('mei.tanaka@example.com', 'PUT', AGENT, { name: 'Mine' }));
    expect(text.split('Who may edit it')).toHaveLength(2);
    expect(text).toMatch(/^  access +rejected See above\.$/m);
    expect(text).not.toContain('{"');
  });
});
