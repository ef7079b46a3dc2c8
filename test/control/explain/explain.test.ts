import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../../src/index.ts';
import { createCaller, readExplanation, signIn, useSimulator, type Answer } from '../admin.ts';

const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';

const shared = useSimulator();
const { call } = shared;

/** Returns the explanation of a request. */
async function explain(answer: Promise<Answer> | Answer, at = call) {
  const told = await readExplanation(at, await answer);
  return {
    ...told,
    of: (name: string) => told.stages.find(({ stage }) => stage === name),
    verdicts: Object.fromEntries(told.stages.map(({ stage, verdict }) => [stage, verdict])),
  };
}

/** Sends a request with other headers than those of the demo user. */
async function send(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  const init = body === undefined ? { method, headers } : { method, headers, body };
  const response = await shared.simulator.fetch(`http://localhost${path}`, init);
  return { status: response.status, headers: response.headers, text: await response.text(), body: undefined };
}

describe('the explanation of a request', () => {
  it('tells every stage of a success, in order', async () => {
    const told = await explain(call('PUT', ACCOUNT, { provider_display_name: 'Ada' }));
    expect(told.verdicts).toEqual({
      match: 'passed',
      authenticate: 'passed',
      validate: 'passed',
      negotiate: 'passed',
      prefer: 'skipped',
      faults: 'skipped',
      source: 'passed',
      access: 'passed',
      cache: 'skipped',
      check: 'passed',
      commit: 'applied',
    });
    expect(told.of('match')?.text).toMatch(/^PUT \/api\/v1\/accounts\/\{account_uuid\} is the operation updateAccount/);
    expect(told.of('authenticate')?.text).toBe('Authenticated as John Doe (123) by the fixed token.');
    expect(told.of('access')?.text).toContain('John Doe (123) may edit accounts/550e8400');
    expect(told.of('access')?.details).toMatchObject({ grant: { kind: 'rule', rule: 'owner', field: 'user_id' } });
    expect(told.of('commit')?.text).toBe('1 transaction stored 1 changed record.');
    expect(told.remedy).toBeNull();
  });

  it('names the nearest path of an unknown one', async () => {
    const told = await explain(call('GET', '/api/v1/acounts'));
    expect(told.summary).toBe('404: No operation has the path /api/v1/acounts. The nearest is GET /api/v1/accounts.');
    expect(told.nearest).toEqual(expect.arrayContaining([{ method: 'GET', path: '/api/v1/accounts' }]));
    expect(told.remedy).toBe('Send GET /api/v1/accounts.');
    expect(told.verdicts).toMatchObject({ match: 'rejected', authenticate: 'skipped', commit: 'skipped' });
  });

  it('names the methods of a path that lacks the one sent', async () => {
    const told = await explain(call('PATCH', '/api/v1/accounts'));
    expect(told.summary).toMatch(/^405: The path \/api\/v1\/accounts has no PATCH\. It has GET, HEAD and POST/);
    expect(told.nearest).toContainEqual({ method: 'POST', path: '/api/v1/accounts' });
  });

  it.each([
    ['none was sent', {}, 'The request has no session cookie and no token.'],
    ['an unknown one was sent', { authorization: 'Bearer stranger' }, 'The bearer token is unknown'],
  ])('says why no user was authenticated when %s', async (_, headers, reason) => {
    const told = await explain(send('GET', '/api/v1/user', headers));
    expect(told.verdicts).toMatchObject({ authenticate: 'rejected', validate: 'skipped' });
    expect(told.summary).toContain(reason);
    expect(told.remedy).toMatch(/^Send a credential that this world has issued, as .*bearerToken/);
    expect(JSON.stringify(told)).not.toContain('stranger');
  });

  it('says when a token expired', async () => {
    await using other = await createSimulator({ tokenTtl: 60_000 });
    const at = createCaller(other);
    const { body } = await at('POST', '/api/v1/auth/sign-in', { email: 'john.doe@example.com', password: 'password' });
    await at('POST', '/__admin/clock/freeze', {});
    const frozen = await at('GET', '/__admin/clock');
    await at('PATCH', `/__admin/state/personal_access_tokens/${String(body.data.token).split('|')[0]}`, {
      expires_at: frozen.body.now,
    });
    const response = await other.fetch('http://localhost/api/v1/user', {
      headers: { authorization: `Bearer ${body.data.token}` },
    });
    expect(response.status).toBe(401);
    const told = await explain({ status: 401, headers: response.headers, text: '', body: undefined }, at);
    expect(told.summary).toContain('The bearer token has expired.');
  });

  it('tells a caller who has sent too many requests, also of what the cache could serve', async () => {
    await using other = await createSimulator({ rateLimit: '1/h' });
    const at = createCaller(other);
    await at('GET', ACCOUNT);
    const limited = await at('GET', ACCOUNT);
    expect(limited.status).toBe(429);
    const told = await explain(limited, at);
    expect(told.verdicts).toMatchObject({ match: 'passed', authenticate: 'rejected', source: 'skipped' });
    expect(told.remedy).toContain('--rate-limit');
  });

  it('names the keyword of the schema that a field breaks', async () => {
    const told = await explain(call('PUT', ACCOUNT, { provider_display_name: 7 }));
    expect(told.of('validate')).toMatchObject({
      verdict: 'rejected',
      details: {
        violations: [
          {
            field: 'provider_display_name',
            keyword: 'type',
            pointer: expect.stringMatching(/\/properties\/provider_display_name\/type$/),
            expects: expect.anything(),
          },
        ],
      },
    });
    expect(told.summary).toContain('/properties/provider_display_name/type');
    expect(told.remedy).toBe('Correct the field provider_display_name.');
  });

  it('names the schema of a missing field, and of a parameter', async () => {
    const missing = await explain(call('POST', '/api/v1/threads', {}));
    const violations = missing.of('validate')?.details['violations'];
    expect(violations).toContainEqual(
      expect.objectContaining({ keyword: 'required', pointer: expect.stringMatching(/\/required$/) }),
    );
    const parameter = await explain(call('GET', '/api/v1/accounts?per_page=many'));
    expect(parameter.of('validate')?.details['violations']).toMatchObject([
      { field: 'per_page', location: 'query', pointer: expect.stringMatching(/\/(type|schema)$/) },
    ]);
  });

  it('names the values that a list in a query may have', async () => {
    const told = await explain(call('GET', '/api/v1/workflow-executions?with=bogus'));
    expect(told.of('validate')?.details['violations']).toMatchObject([
      {
        field: 'with',
        pointer: expect.stringMatching(/\/schema\/items\/enum$/),
        expects: ['workflow', 'workflowExecutionData'],
      },
    ]);
    expect(told.summary).toContain('["workflow","workflowExecutionData"]');
  });

  it('names the media types that an operation takes', async () => {
    const token = { authorization: 'Bearer athena-demo-token', 'content-type': 'application/yaml' };
    const told = await explain(send('PUT', ACCOUNT, token, 'a: b'));
    expect(told.of('validate')).toMatchObject({
      verdict: 'rejected',
      details: { body: { media_type: 'application/yaml', accepts: expect.arrayContaining(['application/json']) } },
    });
    expect(told.remedy).toMatch(/^Send the body as application\/json/);
  });

  it('names the access rule of a 403, and who would be allowed', async () => {
    const made = await call('POST', '/api/v1/agents', { name: 'Shared', visibility: 'public' });
    expect(made.status).toBe(201);
    const path = `/api/v1/agents/${made.body.data.uuid}`;
    const headers = { authorization: `Bearer ${await signIn(call, 'jane.smith@example.com')}` };
    const refused = await send('DELETE', path, headers);
    expect(refused.status).toBe(403);
    const told = await explain(refused);
    expect(told.of('access')).toMatchObject({
      verdict: 'rejected',
      details: {
        action: 'delete',
        exists: true,
        tried: [{ rule: 'owner', found: { user_id: 123 }, allows: ['John Doe (users/123)'] }],
      },
    });
    expect(told.summary).toMatch(/^403: Jane Smith \(\d+\) may not delete agents\//);
    expect(told.remedy).toBe('Send it as John Doe (users/123).');
    expect(told.verdicts).toMatchObject({ source: 'passed', check: 'skipped', commit: 'skipped' });
  });

  it('tells a record that is hidden from one that does not exist', async () => {
    const headers = { authorization: `Bearer ${await signIn(call, 'jane.smith@example.com')}` };
    const { body } = await call('GET', '/api/v1/threads');
    const hidden = await explain(send('GET', `/api/v1/threads/${body.data[0].uuid}`, headers));
    expect(hidden.of('access')).toMatchObject({ verdict: 'rejected', details: { exists: true, action: 'see' } });
    expect(hidden.summary).toContain('so it is a 404');
    expect(hidden.remedy).toBe('Send it as John Doe (users/123).');
    const absent = await explain(call('GET', '/api/v1/threads/00000000-0000-4000-8000-000000000000'));
    expect(absent.of('access')).toMatchObject({
      verdict: 'rejected',
      details: { exists: false, collection: 'threads' },
    });
    expect(absent.summary).toBe('404: There is no record threads/00000000-0000-4000-8000-000000000000 in this world.');
    expect(absent.remedy).toContain('GET /__admin/state/threads');
  });

  it('names the world that has a record which another lacks', async () => {
    const made = await shared.at('owner')('POST', '/api/v1/agents', { name: 'Only here' });
    const told = await explain(call('GET', `/api/v1/agents/${made.body.data.uuid}`));
    expect(told.remedy).toBe('The sandbox owner has this record now: send x-athena-sandbox: owner.');
  });

  it('tells each fault rule that was considered, and what is left of the one that hit', async () => {
    const at = shared.at('faults');
    await at('POST', '/__admin/faults', { kind: 'latency', delay_ms: 1, operation_id: 'listAccounts' });
    await at('POST', '/__admin/faults', { kind: 'status', status: 503, method: 'PUT', times: 2 });
    await at('POST', '/__admin/faults', { kind: 'status', status: 500 });
    const hit = await explain(at('PUT', ACCOUNT, { provider_display_name: 'Eve' }), at);
    expect(hit.of('faults')?.text).toBe(
      'A fault (fault-2: status 503) responded in place of the operation. It may hit once more.',
    );
    expect(hit.summary).toBe(`503: ${hit.of('faults')?.text}`);
    expect(hit.of('faults')?.details['considered']).toMatchObject([
      { id: 'fault-1', verdict: 'missed', reason: 'It is for the operation listAccounts.' },
      { id: 'fault-2', verdict: 'hit', hits: 1, times: 2, remaining: 1 },
      { id: 'fault-3', verdict: 'missed', reason: 'fault-2 hit first, and only one such fault hits a request.' },
    ]);
    expect(hit.verdicts).toMatchObject({ faults: 'applied', source: 'skipped', commit: 'skipped' });
    expect(hit.remedy).toContain('DELETE /__admin/faults/fault-2');
    const last = await explain(at('PUT', ACCOUNT, { provider_display_name: 'Eve' }), at);
    expect(last.remedy).toBe('Send it again to get the real response: the rule is used up.');
    await at('DELETE', '/__admin/faults/fault-3');
    const usedUp = await explain(at('PUT', ACCOUNT, { provider_display_name: 'Eve' }), at);
    expect(usedUp.summary).toMatch(/^200: updateAccount succeeded\./);
    expect(usedUp.of('faults')).toMatchObject({
      verdict: 'passed',
      details: {
        considered: [{ id: 'fault-2', reason: 'It has hit 2 of 2 times, so it is used up.' }, { id: 'fault-1' }],
      },
    });
  });

  it('tells what was served from the cache', async () => {
    const at = shared.at('cached');
    const stored = await explain(at('GET', ACCOUNT), at);
    expect(stored.of('cache')).toMatchObject({ verdict: 'passed', details: { cache: 'stored' } });
    const hit = await explain(at('GET', ACCOUNT), at);
    expect(hit.of('cache')).toMatchObject({ verdict: 'applied', details: { cache: 'hit' } });
    expect(hit.of('authenticate')).toEqual(stored.of('authenticate'));
    expect(hit.of('access')).toEqual(stored.of('access'));
  });

  it('tells what Prefer asked for, and what it cannot have', async () => {
    const headers = { authorization: 'Bearer athena-demo-token' };
    const forced = await explain(send('GET', ACCOUNT, { ...headers, prefer: 'code=404' }));
    expect(forced.of('prefer')).toMatchObject({ verdict: 'applied', text: 'Prefer asks for the status 404.' });
    expect(forced.of('source')).toMatchObject({ verdict: 'applied', details: { source: 'forced' } });
    const refused = await explain(send('GET', ACCOUNT, { ...headers, prefer: 'code=418' }));
    expect(refused.of('prefer')?.verdict).toBe('rejected');
    expect(refused.remedy).toMatch(/^Prefer a status that is declared/);
  });

  it('tells what the state rejected', async () => {
    const told = await explain(call('POST', '/api/v1/auth/sign-in', { email: 'a@example.com', password: 'hidden-9' }));
    expect(told.of('source')).toMatchObject({ verdict: 'rejected' });
    expect(told.summary).toContain('These credentials do not match our records.');
    expect(JSON.stringify(told)).not.toContain('hidden-9');
  });

  it('does not call work or faults the reason why what is no operation is not cached', async () => {
    const told = await explain(call('OPTIONS', ACCOUNT));
    expect(told.of('cache')).toMatchObject({ verdict: 'skipped', text: 'Only responses of operations are cached.' });
  });

  it('is a text that a person can read', async () => {
    const { headers } = await call('GET', '/api/v1/acounts');
    const text = await send('GET', `/__admin/requests/${headers.get('x-request-id')}/explain`, {
      accept: 'text/plain',
    });
    expect(text.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text.text).toMatch(/^Request \d+: GET \/api\/v1\/acounts\n404: No operation has the path/);
    expect(text.text).toContain('What to do: Send GET /api/v1/accounts.');
    expect(text.text).toContain('\nNearest valid call: npx athena-simulator call listAccounts\n');
  });

  it.each([
    ['the key of a record', 'GET', '/api/v1/agents/%1b%5b2J%0aRequest%209', {}],
    ['a preference', 'GET', '/api/v1/user', { prefer: 'example="\u009b2J"' }],
    ['a media type', 'POST', '/api/v1/threads', { 'content-type': 'text/\u009b2J' }],
  ])('cannot control a terminal, nor begin a line, by %s', async (_what, method, path, further) => {
    const body = method === 'POST' ? 'x' : undefined;
    const { headers } = await send(method, path, { authorization: 'Bearer athena-demo-token', ...further }, body);
    const { text } = await send('GET', `/__admin/requests/${headers.get('x-request-id')}/explain`, {
      accept: 'text/plain',
    });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
    expect(text).toMatch(/2j/i);
    expect(text.match(/^ *Request \d/gm)).toHaveLength(1);
  });

  it('is told in Node, with its details as they are', async () => {
    const box = shared.simulator.sandbox('node');
    const response = await box.fetch(`http://localhost${ACCOUNT}`, {
      headers: { authorization: 'Bearer athena-demo-token' },
    });
    const told = await box.explain(String(response.headers.get('x-request-id')));
    expect(told).toMatchObject({ operationId: 'retrieveAccount', world: 'node', number: 1 });
    expect(told.stages[0]?.details).toMatchObject({ operation_id: 'retrieveAccount' });
    await expect(box.explain('none')).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
  });
});

describe('the explanation of a request that is not recorded', () => {
  it.each(['never-sent', '..', 'a'.repeat(128)])('is a 404 for %s', async (id) => {
    const { status, body } = await call('GET', `/__admin/requests/${encodeURIComponent(id)}/explain`);
    expect(status).toBe(404);
    expect(body.code).toMatch(/NOT_FOUND/);
  });

  it.each(['a b', '<script>', 'a'.repeat(129), '💥'])('rejects the id %s', async (id) => {
    const { status } = await call('GET', `/__admin/requests/${encodeURIComponent(id)}/explain`);
    expect([404, 422]).toContain(status);
  });

  it('says which sandbox has it', async () => {
    const { headers } = await shared.at('elsewhere')('GET', ACCOUNT);
    const { status, body } = await call('GET', `/__admin/requests/${headers.get('x-request-id')}/explain`);
    expect(status).toBe(404);
    expect(body.detail).toContain('It is recorded in the sandbox elsewhere: npx athena-simulator explain ');
  });

  it('says that it may have been evicted', async () => {
    const at = shared.at('evicted');
    const { headers } = await at('GET', ACCOUNT);
    for (let index = 0; index < 1001; index += 1) await at('GET', ACCOUNT);
    const { status, body } = await at('GET', `/__admin/requests/${headers.get('x-request-id')}/explain`);
    expect(status).toBe(404);
    expect(body.detail).toContain('2 older requests of this world were evicted or deleted; it may be one of them.');
  });

  it('tells the newest of several with one id', async () => {
    const headers = { authorization: 'Bearer athena-demo-token', 'x-request-id': 'twice' };
    await send('GET', ACCOUNT, headers);
    await send('GET', '/api/v1/acounts', headers);
    const { body } = await call('GET', '/__admin/requests/twice/explain');
    expect(body).toMatchObject({ path: '/api/v1/acounts', status: 404 });
  });
});

describe('explaining', () => {
  it('changes no id, no time and no byte of what follows', async () => {
    const play = async (explains: boolean): Promise<readonly string[]> => {
      await using other = await createSimulator({ seed: 7 });
      const at = createCaller(other);
      const texts: string[] = [];
      for (const name of ['One', 'Two', 'Three']) {
        const made = await at('POST', '/api/v1/agents', { name });
        texts.push(made.text, String(made.headers.get('x-request-id')));
        if (!explains) continue;
        const id = String(made.headers.get('x-request-id'));
        await other.explain(id);
        await other.changes(id);
      }
      return texts;
    };
    expect(await play(true)).toEqual(await play(false));
  });

  it('needs no contract that a reload has replaced', async () => {
    const { headers } = await call('GET', '/api/v1/acounts');
    await shared.simulator.reload();
    const { body } = await call('GET', `/__admin/requests/${headers.get('x-request-id')}/explain`);
    expect(body.nearest[0]).toEqual({ method: 'GET', path: '/api/v1/accounts' });
  });
});
