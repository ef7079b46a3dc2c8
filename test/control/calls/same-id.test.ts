import { describe, expect, it } from 'vitest';
import { PLACES, useSimulator, type Call } from '../admin.ts';

const KEY = '550e8400-e29b-41d4-a716-446655440000';
const ACCOUNT = `/api/v1/accounts/${KEY}`;
const AGENT = `/api/v1/agents/${KEY}`;

const shared = useSimulator();

/** Sends three requests with one id: two renames around a rejected read. Returns their numbers, the oldest first. */
async function sendThree(place: string | undefined, id: string): Promise<readonly number[]> {
  const traced = shared.at(place, { 'x-request-id': id });
  await traced('PUT', ACCOUNT, { provider_display_name: `${id} first` });
  await traced('GET', '/api/v1/acounts');
  await traced('PUT', ACCOUNT, { provider_display_name: `${id} last` });
  return numbersOf(shared.at(place), id);
}

async function numbersOf(call: Call, id: string): Promise<readonly number[]> {
  const { requests } = (await call('GET', '/__admin/requests?limit=1000')).body;
  return (requests as readonly { readonly id: string; readonly number: number }[])
    .filter((each) => each.id === id)
    .map(({ number }) => number);
}

const nameOf = async (call: Call): Promise<unknown> => (await call('GET', ACCOUNT)).body.data.provider_display_name;

describe.each(PLACES)('requests with the same id in %s', (_, place) => {
  it('are explained by their numbers; without one, the newest is', async () => {
    const call = shared.at(place);
    const numbers = await sendThree(place, 'page-1');
    expect(numbers).toHaveLength(3);
    const statuses = numbers.map(async (number) => {
      const { body } = await call('GET', `/__admin/requests/page-1/explain?number=${number}`);
      expect(body.number).toBe(number);
      return body.status;
    });
    expect(await Promise.all(statuses)).toEqual([200, 404, 200]);
    const newest = await call('GET', '/__admin/requests/page-1/explain');
    expect(newest.body).toMatchObject({ number: numbers[2], operation_id: 'updateAccount' });
  });

  it('list what each has changed', async () => {
    const call = shared.at(place);
    const [first, second] = await sendThree(place, 'page-2');
    const { body } = await call('GET', `/__admin/requests/page-2/changes?number=${first}`);
    expect(body.changes[0].fields).toContainEqual(
      expect.objectContaining({ path: '/provider_display_name', to: 'page-2 first' }),
    );
    expect((await call('GET', `/__admin/requests/page-2/changes?number=${second}`)).body.changes).toEqual([]);
  });

  it('are undone one by one; a conflict names the number of the later one', async () => {
    const call = shared.at(place);
    const before = await nameOf(call);
    const [first, , last] = await sendThree(place, 'page-3');
    const refused = await call('POST', `/__admin/requests/page-3/revert?number=${first}`);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        errors: [
          {
            message: `accounts/${KEY} was changed since by the request page-3 (number ${last}).`,
            request_id: 'page-3',
            request_number: last,
            remedy: expect.stringContaining(`changes revert page-3 --number ${last}`),
          },
        ],
      },
    });
    expect((await call('POST', `/__admin/requests/page-3/revert?number=${last}`)).body).toEqual({ reverted: 1 });
    expect(await nameOf(call)).toBe('page-3 first');
    expect((await call('POST', `/__admin/requests/page-3/revert?number=${first}`)).body).toEqual({ reverted: 1 });
    expect(await nameOf(call)).toBe(before);
  });

  it('are sent again by their numbers', async () => {
    const call = shared.at(place);
    const [first, second] = await sendThree(place, 'page-4');
    const sentAgain = async (number: number | undefined) =>
      (await call('POST', `/__admin/requests/page-4/replay?number=${number}`)).body;
    expect(await sentAgain(second)).toMatchObject({ original_status: 404, status: 404 });
    expect((await sentAgain(first)).original_body.data.provider_display_name).toBe('page-4 first');
  });

  it('have no other numbers: 404 says which ones there are', async () => {
    const call = shared.at(place);
    const numbers = await sendThree(place, 'page-5');
    const path = '/__admin/requests/page-5';
    for (const [method, what] of [
      ['GET', 'explain'],
      ['GET', 'changes'],
      ['POST', 'revert'],
      ['POST', 'replay'],
    ] as const) {
      const { status, body } = await call(method, `${path}/${what}?number=999999`);
      expect([status, body.code]).toEqual([404, 'RECORD_NOT_FOUND']);
      expect(body.detail).toContain(`has no recorded request "page-5" with the number 999999.`);
      expect(body.detail).toContain(`The requests with this id have the numbers ${numbers.join(', ')}.`);
    }
    // The number of a request with another id is none of these.
    const other = numbers[0] === 1 ? numbers[2] : 1;
    await shared.at(place, { 'x-request-id': 'lonely' })('GET', ACCOUNT);
    const lonely = await call('GET', `/__admin/requests/lonely/explain?number=${other}`);
    expect(lonely.body.detail).toMatch(/The only request with this id has the number \d+\.$/);
    expect((await call('GET', '/__admin/requests/none/explain?number=1')).body.detail).toMatch(
      /^The world .* "none"\. /,
    );
    expect((await call('GET', `${path}/explain?number=0`)).status).toBe(422);
  });
});

describe('the remedy of a 404 for a record that a request with a shared id has deleted', () => {
  it('undoes that one', async () => {
    const call = shared.at('shared-delete');
    const traced = shared.at('shared-delete', { 'x-request-id': 'clean-up' });
    expect((await traced('DELETE', AGENT)).status).toBe(204);
    await traced('GET', ACCOUNT);
    await shared.at('shared-delete', { 'x-request-id': 'missed' })('GET', AGENT);
    const { remedy } = (await call('GET', '/__admin/requests/missed/explain')).body;
    expect(remedy).toContain('changes revert clean-up --number 1 --sandbox shared-delete,');
    const [, path = ''] = /POST (\S+)\.$/.exec(String(remedy)) ?? [];
    expect(path).toMatch(/\?number=1$/);
    expect((await call('POST', path)).status).toBe(200);
    expect((await call('GET', AGENT)).status).toBe(200);
  });
});
