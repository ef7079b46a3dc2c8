import { describe, expect, it } from 'vitest';
import { toGraph } from '../athena/workflow/client.ts';
import type { OpenReplicas, Replica } from './open-replicas.ts';

const HOURLY = {
  name: 'Hourly',
  status: 'active',
  ...toGraph(
    [
      { id: 'clock', type: 'trigger.schedule', data: { parameters: { cron: '0 * * * *' } } },
      { id: 'end', type: 'data.set' },
    ],
    ['clock > end'],
  ),
};

const advance = ({ call }: Replica, duration: string): Promise<unknown> =>
  call('POST', '/__admin/clock/advance', { duration });

/** The behaviour of schedules in every log. */
export function describeSchedules(log: string, openReplicas: OpenReplicas): void {
  describe(`a schedule of replicas over ${log}`, () => {
    it('starts its workflow once at each of its times, whichever replicas find that it is due', async () => {
      await using replicas = await openReplicas({ seed: 5 });
      const { left, right } = replicas;
      await left.call('POST', '/__admin/clock/freeze', { at: '2025-07-01T12:00:00Z' });
      const { body } = await left.call('POST', '/api/v1/workflows', HOURLY);
      const path = `/api/v1/workflow-executions?workflow_uuid=${String(body.data.uuid)}`;
      for (let hour = 0; hour < 4; hour += 1) {
        await advance(left, 'PT59M59S');
        // All of them find it due at the same time.
        await Promise.all([
          advance(left, 'PT1S'),
          advance(right, 'PT0S'),
          left.call('GET', path),
          right.call('GET', path),
        ]);
        await Promise.all([left, right].map(({ call }) => call('GET', path)));
      }
      for (const { call } of [left, right]) {
        const list = (await call('GET', `${path}&sort_by=created_at&sort_direction=asc`)).body.data;
        expect(
          (list as readonly { created_at: string; status: string }[]).map((one) => [one.created_at, one.status]),
        ).toEqual(['13', '14', '15', '16'].map((hour) => [`2025-07-01T${hour}:00:00Z`, 'success']));
      }
    });

    it('goes on when the replica that began it is gone', async () => {
      await using replicas = await openReplicas({ seed: 5 });
      const { left, right } = replicas;
      await left.call('POST', '/__admin/clock/freeze', { at: '2025-07-01T12:30:00Z' });
      const { body } = await left.call('POST', '/api/v1/workflows', HOURLY);
      await left.simulator.close();
      await advance(right, 'PT1H');
      const { body: list } = await right.call(
        'GET',
        `/api/v1/workflow-executions?workflow_uuid=${String(body.data.uuid)}`,
      );
      expect(list.data).toMatchObject([{ created_at: '2025-07-01T13:00:00Z', mode: 'trigger' }]);
    });
  });
}
