import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from '../../src/index.ts';

const run = promisify(execFile);
const STORIES = ['support-morning', 'approval-workflow', 'provider-goes-down'];

let simulator: Simulator;
let url: string;
beforeAll(async () => {
  simulator = await createSimulator({ seed: null, speed: 50 });
  ({ url } = await simulator.listen());
});
afterAll(() => simulator.close());

/** Runs `examples/demo/present.mjs` in a world of its own, as a presenter does. */
async function present(args: readonly string[], keys?: string): Promise<string> {
  const promise = run('node', [
    'examples/demo/present.mjs',
    ...args,
    '--url',
    url,
    '--sandbox',
    args.join('') || 'list',
  ]);
  promise.child.stdin?.end(keys);
  const { stdout } = await promise;
  return stdout;
}

describe('examples/demo', () => {
  it('lists the stories', async () => {
    const list = await present([]);
    expect(STORIES.filter((name) => list.includes(`${name}\n`))).toEqual(STORIES);
  });

  it.each(STORIES)('plays %s from its first step to its last', async (name) => {
    const told = await present([name, '--auto']);
    const [, last] = /^(\d+)\/\1 /m.exec(told) ?? [];
    expect(Number(last)).toBeGreaterThan(1);
  });

  it.each(STORIES)('names a page of the example front-end for everything that %s shows', async (name) => {
    const told = await present([name], `${'\n'.repeat(5)}q\n`);
    expect(told).toContain('The last step.');
    expect(told).not.toContain('not on a page');
  });

  it('leads a presenter forwards and back, and resets the world', async () => {
    const told = await present(['approval-workflow'], '\nb\n\nx\nq\n');
    expect([...told.matchAll(/^(\d)\/\d /gm)].map(([, step]) => step)).toEqual(['1', '2', '1', '2', '2']);
    expect(told).toContain('open   http://localhost:5173/workflows/');
    expect(told).toContain('The story has ended');
  });

  it('stays in the last step until the presenter ends the story', async () => {
    const told = await present(['provider-goes-down'], `${'\n'.repeat(7)}q\n`);
    const steps = [...told.matchAll(/^(\d)\/(\d) /gm)].map(([, step, last]) => step === last);
    expect(steps.slice(-3)).toEqual([true, true, true]);
    expect(told).toContain('The last step.');
  });

  it('says which stories there are when a name is wrong', async () => {
    await expect(present(['morning'])).rejects.toThrow(
      /There is no story "morning". The stories are: .*support-morning/,
    );
  });
});
