import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { createSimulator } from 'athena-simulator';

/** Each sandbox gets a hundred threads: as many as the page lists, so that it has also those of the slowest visit. */
const REQUESTS = 400;
const PARALLEL = 20;

const simulator = await createSimulator();
const { url } = await simulator.listen();
const server = spawn(process.execPath, ['--import', 'athena-simulator/propagate', 'dist/src/server.js'], {
  env: { ...process.env, ATHENA_URL: url, PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [line] = (await once(server.stdout, 'data')) as [Buffer];
const app = line.toString().trim();
after(async () => {
  server.kill();
  await simulator.close();
});

/** Visits the app as a browser does in which the tests of one sandbox run: its cookie, or a header, names it. */
async function visit(index: number): Promise<void> {
  const [sandbox, other] = index % 2 === 0 ? (['left', 'right'] as const) : (['right', 'left'] as const);
  const headers: Record<string, string> =
    index % 4 < 2 ? { cookie: `athena_sandbox=${sandbox}` } : { 'x-athena-sandbox': sandbox };
  const body = new URLSearchParams({ name: `${sandbox} note ${index}.` });
  const created = await fetch(app, { method: 'POST', headers, body, redirect: 'manual' });
  assert.equal(created.status, 303);
  const page = await (await fetch(app, { headers })).text();
  assert.ok(page.includes(`<li>${sandbox} note ${index}.</li>`), page);
  assert.ok(!page.includes(`<li>${other} note `), page);
}

test(`keeps two sandboxes apart over ${REQUESTS} requests`, async () => {
  const visits = Array.from({ length: REQUESTS / 2 }, (_, index) => index).values();
  const work = async (): Promise<void> => {
    for (const index of visits) await visit(index);
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const findNotes = (world: Pick<typeof simulator, 'state'>): readonly string[] =>
    Object.values(world.state().collections['threads'] ?? {})
      .map(({ name }) => String(name))
      .filter((name) => name.includes(' note '));
  for (const sandbox of ['left', 'right']) {
    const notes = findNotes(simulator.sandbox(sandbox));
    assert.equal(notes.length, REQUESTS / 4);
    assert.ok(notes.every((note) => note.startsWith(`${sandbox} `)));
  }
  assert.deepEqual(findNotes(simulator), []);
});
