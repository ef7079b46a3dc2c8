import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSharedLog, createSimulator, type Simulator } from '../../../src/index.ts';
import type { JournalLog } from '../../../src/store/port/journal.ts';

const ACCOUNT = '550e8400-e29b-41d4-a716-446655440000';
const STORY = `
title: A story
description: The second step does more than one thing.
steps:
  - { title: One, description: It begins. }
  - title: Two
    description: An hour later the account has another name.
    clock: { advance: PT1H }
    replies: [{ when: { text: step }, reply: Two. }]
    state: { records: { accounts: [{ uuid: ${ACCOUNT}, provider_display_name: Cannot be stored }] } }
`;

let folder: string;
let simulator: Simulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'failed-steps-'));
  await writeFile(join(folder, 'story.yaml'), STORY);
  simulator = await createSimulator({ log: createFailingLog(), scenarios: folder });
});
beforeEach(() => simulator.reset());
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true });
});

/** A log that does not store the last change of the second step. */
function createFailingLog(): JournalLog {
  const log = createSharedLog();
  return {
    ...log,
    open: async (options) => {
      const journal = await log.open(options);
      return new Proxy(journal, {
        get: (target, name, receiver) => {
          if (name !== 'append') return Reflect.get(target, name, receiver) as unknown;
          const append: typeof journal.append = async (entries, expected) => {
            if (JSON.stringify(entries).includes('Cannot be stored')) throw new Error('the connection broke');
            return journal.append(entries, expected);
          };
          return append;
        },
      });
    },
  };
}

/** What a step changes: records, replies and time. */
function look() {
  const { collections, sequences: _sequences } = simulator.state();
  return { collections, now: simulator.clock.now() };
}

describe('a change that fails midway leaves the records, the replies and the time', () => {
  it('of a step', async () => {
    await simulator.scenario('story');
    await simulator.clock.freeze();
    const before = look();
    await expect(simulator.nextStep()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(look()).toEqual(before);
    expect(await simulator.scenarios()).toMatchObject([{ name: 'story', step: 1 }]);
  });

  it('of a world that keeps its data', async () => {
    await simulator.clock.freeze();
    const before = look();
    await expect(simulator.scenario('story', { keepData: true, step: 2 })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    expect(look()).toEqual(before);
    expect(await simulator.scenarios()).toMatchObject([{ name: 'story', active: false }]);
  });
});
