import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { statusesInTurn, type OpenReplicas } from './open-replicas.ts';

const makeFolder = useTemporaryFolders();
const ACCOUNT = '/api/v1/accounts/550e8400-e29b-41d4-a716-446655440000';
const FAULT = { kind: 'status', status: 503 };
/** Paths of one resource more, whose key is not `id`. */
const WIDGETS = `  /widgets:
    post:
      operationId: createWidget
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [name], properties: { name: { type: string } } }
      responses:
        '201':
          description: The new widget.
          content: { application/json: { schema: { $ref: '#/components/schemas/WidgetItem' } } }
  /widgets/{sku}:
    parameters:
      - { name: sku, in: path, required: true, schema: { type: string, format: uuid }, example: 3f0a9a5e-6a53-4a4e-8a54-0b2f5c1f7a11 }
    get:
      operationId: retrieveWidget
      responses:
        '200':
          description: The widget.
          content: { application/json: { schema: { $ref: '#/components/schemas/WidgetItem' } } }
    delete:
      operationId: deleteWidget
      responses:
        '204': { description: It is gone. }
`;
const WIDGET_SCHEMAS = `  schemas:
    Widget:
      type: object
      required: [sku, name]
      properties: { sku: { type: string, format: uuid, readOnly: true }, name: { type: string } }
      x-resource: { collection: widgets, key: sku, computed: { sku: uuid } }
    WidgetItem: { type: object, required: [data], properties: { data: { $ref: '#/components/schemas/Widget' } } }
`;

/** The behaviour of what the control plane changes, in every log. */
export function describeSharedControl(log: string, openReplicas: OpenReplicas): void {
  describe(`over ${log}`, () => {
    describe('fault rules of replicas', () => {
      it('hit on every replica, and are gone from all of them once one has removed them', async () => {
        await using replicas = await openReplicas();
        const { left, right } = replicas;
        const { body } = await left.call('POST', '/__admin/faults', FAULT);
        expect((await right.call('GET', ACCOUNT)).status).toBe(503);
        expect((await right.call('GET', '/__admin/faults')).body).toEqual({ faults: [{ ...body, hits: 1 }] });
        expect((await left.call('GET', '/__admin/faults')).body).toEqual({ faults: [{ ...body, hits: 1 }] });
        expect((await right.call('DELETE', `/__admin/faults/${String(body.id)}`)).status).toBe(204);
        expect((await left.call('GET', ACCOUNT)).status).toBe(200);
      });

      it('hit as often as their times over all replicas together', async () => {
        await using replicas = await openReplicas();
        const { left, right } = replicas;
        await left.call('POST', '/__admin/faults', { ...FAULT, times: 3 });
        const statuses = await Promise.all(
          Array.from(
            { length: 20 },
            async (_, index) => (await [left, right][index % 2]?.call('GET', ACCOUNT))?.status,
          ),
        );
        expect(statuses.filter((status) => status === 503)).toHaveLength(3);
        expect((await right.call('GET', '/__admin/faults')).body).toMatchObject({ faults: [{ times: 3, hits: 3 }] });
      });

      it('let as many requests pass a rate limit as one simulator does', async () => {
        await using replicas = await openReplicas();
        const { left, right } = replicas;
        await right.call('POST', '/__admin/faults', { kind: 'rate_limit', limit: 3, window_ms: 3_600_000 });
        expect(await statusesInTurn([left, right], ACCOUNT, 6)).toEqual([200, 200, 200, 429, 429, 429]);
      });

      it('draw their probability as one simulator does with the same seed', async () => {
        const fault = { ...FAULT, probability: 0.5 };
        await using replicas = await openReplicas({ seed: 7 });
        const { left, right } = replicas;
        await using alone = await openReplicas({ seed: 7 });
        await left.call('POST', '/__admin/faults', fault);
        await alone.left.call('POST', '/__admin/faults', fault);
        const statuses = await statusesInTurn([left, right], ACCOUNT, 20);
        expect(statuses).toEqual(await statusesInTurn([alone.left], ACCOUNT, 20));
        expect(new Set(statuses).size).toBe(2);
      });

      it('survive a restart of all replicas, with their hits', async () => {
        await using replicas = await openReplicas();
        await replicas.left.call('POST', '/__admin/faults', { ...FAULT, times: 2 });
        expect((await replicas.right.call('GET', ACCOUNT)).status).toBe(503);
        await replicas.closeAll();
        const again = await replicas.join();
        expect(await statusesInTurn([again], ACCOUNT, 2)).toEqual([503, 200]);
      });

      it('are removed by a reset on any replica', async () => {
        await using replicas = await openReplicas();
        await replicas.left.call('POST', '/__admin/faults', FAULT);
        await replicas.right.call('POST', '/__admin/reset');
        expect((await replicas.left.call('GET', ACCOUNT)).status).toBe(200);
      });
    });

    describe('scenarios of replicas', () => {
      it('are active on every replica, and their machine counts the requests of all', async () => {
        await using replicas = await openReplicas();
        const { left, right } = replicas;
        await left.call('POST', '/__admin/scenarios/token-expires/activate');
        expect(await statusesInTurn([left, right], ACCOUNT, 7)).toEqual([200, 200, 200, 200, 200, 401, 401]);
        const { body } = await right.call('GET', '/__admin/scenarios');
        expect(body.scenarios).toContainEqual(
          expect.objectContaining({ name: 'token-expires', active: true, state: 'expired' }),
        );
        await right.call('POST', '/__admin/reset');
        expect(await statusesInTurn([left, right], ACCOUNT, 2)).toEqual([200, 200]);
      });

      it('go on after a restart of all replicas, and a replica that joins does not begin --scenario again', async () => {
        await using replicas = await openReplicas({ scenario: 'token-expires' });
        expect(await statusesInTurn([replicas.left, replicas.right], ACCOUNT, 4)).toEqual([200, 200, 200, 200]);
        await replicas.closeAll();
        const again = await replicas.join();
        expect(await statusesInTurn([again], ACCOUNT, 2)).toEqual([200, 401]);
      });
    });

    describe('settings of replicas', () => {
      it('apply to every replica and survive a restart of all; the log level is of one replica', async () => {
        await using replicas = await openReplicas();
        await replicas.left.call('PATCH', '/__admin/config', { strict: true, speed: 10 });
        expect((await replicas.right.call('GET', '/__admin/config')).body).toMatchObject({ strict: true, speed: 10 });
        expect((await replicas.right.call('GET', `${ACCOUNT}?unknown=1`)).status).toBe(422);
        await replicas.right.call('PATCH', '/__admin/config', { require_sandbox: true });
        expect((await replicas.left.call('GET', ACCOUNT)).status).toBe(400);
        await replicas.closeAll();
        const again = await replicas.join();
        const values = { strict: true, speed: 10, require_sandbox: true };
        expect((await again.call('GET', '/__admin/config')).body).toMatchObject(values);
      });
    });

    describe('snapshots of replicas', () => {
      it('are listed, restored and deleted on any replica, and survive a restart of all', async () => {
        await using replicas = await openReplicas();
        const { left, right } = replicas;
        const rename = (name: string) => left.call('PUT', ACCOUNT, { provider_display_name: name });
        await rename('Saved');
        expect((await left.call('POST', '/__admin/snapshots', { name: 'one' })).status).toBe(201);
        expect((await right.call('POST', '/__admin/snapshots', { name: 'one' })).status).toBe(409);
        await rename('Later');
        expect((await right.call('GET', '/__admin/snapshots')).body).toMatchObject({ snapshots: [{ name: 'one' }] });
        expect((await right.call('POST', '/__admin/snapshots/one/restore')).status).toBe(200);
        expect((await left.call('GET', ACCOUNT)).text).toContain('Saved');
        expect((await right.callSandbox('POST', '/__admin/snapshots/one/restore')).status).toBe(200);
        await replicas.closeAll();
        const again = await replicas.join();
        expect((await again.call('GET', '/__admin/snapshots')).body).toMatchObject({ snapshots: [{ name: 'one' }] });
        expect((await again.call('DELETE', '/__admin/snapshots/one')).status).toBe(204);
        expect((await again.call('POST', '/__admin/snapshots/one/restore')).status).toBe(404);
      });
    });

    describe('a reload', () => {
      it('that adds a collection does not keep its records out of snapshots', async () => {
        const folder = await makeFolder();
        await cp('templates/starter', folder, { recursive: true });
        const spec = join(folder, 'openapi.yaml');
        await using replicas = await openReplicas({ spec, fixtures: join(folder, 'fixtures') });
        const { left, right } = replicas;
        const text = (await readFile(spec, 'utf8')).replace(/^paths:\n/m, `paths:\n${WIDGETS}`);
        await writeFile(
          spec,
          text.replace(/^ {2}schemas:\n/m, () => WIDGET_SCHEMAS),
        );
        expect((await left.call('POST', '/__admin/reload')).body).toMatchObject({ changed: true });
        const created = await left.call('POST', '/widgets', { name: 'First' });
        expect(created.status).toBe(201);
        const path = `/widgets/${created.body.data.sku}`;
        for (const { call, callSandbox } of [left, right]) {
          await vi.waitFor(async () => expect((await call('GET', path)).status).toBe(200), { timeout: 5000 });
          for (const send of [call, callSandbox]) {
            const save = { name: 'one', replace: true };
            expect((await send('POST', '/__admin/snapshots', save)).status).toBe(201);
            await send('DELETE', path);
            expect((await send('POST', '/__admin/snapshots/one/restore')).status).toBe(200);
            expect((await send('GET', path)).body).toMatchObject({ data: { name: 'First' } });
          }
        }
      });

      it('is followed by every replica, and removes the sandboxes once', async () => {
        const folder = await makeFolder();
        await cp('templates/starter', folder, { recursive: true });
        const spec = join(folder, 'openapi.yaml');
        await using replicas = await openReplicas({ spec, fixtures: join(folder, 'fixtures') });
        const { left, right } = replicas;
        await right.callSandbox('GET', '/projects');
        await right.callSandbox('POST', '/projects', { name: 'In the sandbox', budget: 1 });
        const text = await readFile(spec, 'utf8');
        await writeFile(spec, text.replace(/title: .*/, 'title: Another title'));
        expect((await left.call('POST', '/__admin/reload')).body).toMatchObject({ changed: true, forgotten: ['w1'] });
        await left.callSandbox('POST', '/projects', { name: 'Later', budget: 1 });
        await vi.waitFor(
          async () =>
            expect((await right.call('GET', '/__admin/health')).body).toMatchObject({ title: 'Another title' }),
          { timeout: 5000 },
        );
        expect((await right.call('GET', '/__admin/sandboxes')).body).toMatchObject({ sandboxes: [{ name: 'w1' }] });
        expect((await right.callSandbox('GET', '/projects')).text).toContain('Later');
      });

      it('takes a replica whose files differ out of rotation: it reads and never writes, until it is reloaded', async () => {
        const [folder, other] = [await makeFolder(), await makeFolder()];
        for (const each of [folder, other]) await cp('templates/starter', each, { recursive: true });
        const optionsOf = (each: string) => ({ spec: join(each, 'openapi.yaml'), fixtures: join(each, 'fixtures') });
        await using replicas = await openReplicas(optionsOf(folder));
        const late = await replicas.join(optionsOf(other));
        expect((await late.call('GET', '/__admin/health')).status).toBe(200);
        const text = await readFile(join(folder, 'openapi.yaml'), 'utf8');
        const changed = text.replace(/title: .*/, 'title: Another title');
        await writeFile(join(folder, 'openapi.yaml'), changed);
        await replicas.left.call('POST', '/__admin/reload');
        await vi.waitFor(
          async () =>
            expect(await late.call('GET', '/__admin/health')).toMatchObject({
              status: 503,
              body: { status: 'degraded', reason: expect.stringContaining('another one') as string },
            }),
          { timeout: 5000 },
        );
        expect((await replicas.left.call('GET', '/__admin/health')).status).toBe(200);
        const project = { name: 'New', budget: 1 };
        expect((await late.call('GET', '/projects')).status).toBe(200);
        for (const call of [late.call, late.callSandbox])
          expect(await call('POST', '/projects', project)).toMatchObject({ status: 503 });
        expect((await replicas.left.call('GET', '/__admin/sandboxes')).body).toMatchObject({ sandboxes: [] });
        await writeFile(join(other, 'openapi.yaml'), changed);
        expect((await late.call('POST', '/__admin/reload')).status).toBe(200);
        expect((await late.call('GET', '/__admin/health')).status).toBe(200);
        for (const call of [late.call, late.callSandbox])
          expect(await call('POST', '/projects', project)).toMatchObject({ status: 201 });
      });
    });
  });
}
