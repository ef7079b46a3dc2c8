import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeWorld } from '../../src/assembly/commands/write-world.ts';
import type { JsonObject } from '../../src/kernel/json/json.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { INSTANTS, nameInstant, readWorlds, type WorldState } from '../support/demo-world.ts';
import { findPlaceholders } from '../support/placeholders.ts';

const COUNTED = ['agents', 'workflows', 'threads', 'messages', 'workflow_executions'];
const DAY = 86_400_000;
const SIZE = 2000;
const temporaryFolder = useTemporaryFolders();
const timeOf = (record: JsonObject, field = 'created_at'): number => Date.parse(String(record[field]));

describe('a larger world', () => {
  let worldAt: (now: number) => WorldState;
  beforeAll(async () => {
    const out = join(await temporaryFolder(), 'world');
    await writeWorld({ spec: undefined, fixtures: undefined, seed: undefined, force: false, size: SIZE, out });
    worldAt = await readWorlds(out);
  });

  it.each(INSTANTS.map((now) => [nameInstant(now), now]))(
    'on %s was active in the last 24 hours, and has no record of the future',
    (_name, now) => {
      const world = worldAt(now);
      const quiet = COUNTED.filter((name) => !(world[name] ?? []).some((record) => timeOf(record) > now - DAY));
      expect(quiet).toEqual([]);
      const late = Object.entries(world).flatMap(([name, records]) =>
        records.filter((record) => timeOf(record) > now).map(({ uuid, id }) => [name, uuid ?? id]),
      );
      expect(late).toEqual([]);
    },
  );

  it('has no placeholder, no empty name and no description twice', () => {
    const world = worldAt(Date.parse('2027-03-03T09:00:00Z'));
    expect(Object.entries(world).flatMap(([name, records]) => findPlaceholders(name, records))).toEqual([]);
  });
});
