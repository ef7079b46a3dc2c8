import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../../src/kernel/json/json.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const PEOPLE: readonly unknown[] = [123, 124];

/** Providers that are public and not Mei's. */
const isShared = ({ visibility, user_id: user }: JsonObject): boolean => visibility === 'public' && user !== 125;

/**
 * Writes a part of the demo world: John and Jane with their workspaces and tokens, and shared providers and models.
 * Returns the folder.
 */
export async function writeSmallWorld(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'small-world-'));
  const keep = async (name: string, isKept: (record: JsonObject) => boolean): Promise<void> => {
    const records = JSON.parse(await readFile(join(FIXTURES, `${name}.json`), 'utf8')) as JsonObject[];
    await writeFile(join(folder, `${name}.json`), JSON.stringify(records.filter(isKept)));
  };
  await keep('users', ({ id }) => PEOPLE.includes(id));
  await keep('workspaces', ({ user_id: user }) => PEOPLE.includes(user));
  await keep('personal_access_tokens', ({ user_id: user }) => PEOPLE.includes(user));
  await keep('providers', isShared);
  await keep('large_language_models', () => true);
  const { now } = JSON.parse(await readFile(join(FIXTURES, 'world.json'), 'utf8')) as { now: string };
  await writeFile(join(folder, 'world.json'), JSON.stringify({ now }));
  return folder;
}
