import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportSnapshot, importSnapshot } from '../../../src/assembly/commands/move-snapshots.ts';
import { createSimulator } from '../../../src/index.ts';
import { BootError } from '../../../src/kernel/boot-fault.ts';
import { createCaller } from '../../control/admin.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';

const makeFolder = useTemporaryFolders();
const USER = '/__admin/state/users/123';

const faultOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof BootError ? error.faults.map(({ message }) => message).join(' ') : String(error);
};

test('the state of a data folder can be exported to a file and imported into another folder', async () => {
  const [data, other] = [await makeFolder(), await makeFolder()];
  const file = join(await makeFolder(), 'bug.json');
  const first = await createSimulator({ data });
  await createCaller(first)('PATCH', USER, { name: 'As reported' });
  const state = first.state();
  await first.close();
  expect(await exportSnapshot({ data, file })).toMatchObject({ records: expect.any(Number) });
  await importSnapshot({ data: other, file });
  const second = await createSimulator({ data: other });
  expect(second.state()).toEqual(state);
  expect(
    (
      await createCaller(second)('POST', '/api/v1/auth/sign-in', {
        email: 'john.doe@example.com',
        password: 'password',
      })
    ).status,
  ).toBe(200);
  expect(await faultOf(exportSnapshot({ data: other, file }))).toMatch(/in use|held|process/i);
  await second.close();
});

test('an invalid snapshot is rejected and changes nothing', async () => {
  const [data, folder] = [await makeFolder(), await makeFolder()];
  const file = join(folder, 'bug.json');
  expect(await faultOf(exportSnapshot({ data, file }))).toBe('It holds no state.');
  expect(await faultOf(importSnapshot({ data, file }))).toContain('ENOENT');
  const first = await createSimulator({ data });
  await first.close();
  const kept = await readFile(join(data, 'db.json'), 'utf8');
  await exportSnapshot({ data, file });
  const text = await readFile(file, 'utf8');
  for (const [spoilt, message] of [
    ['{', 'it is not JSON'],
    [text.replace('"format": 1', '"format": 7'), 'its format is 7'],
    [text.replace('"name": "John Doe"', '"name": 7'), '"name" must be a string, and is a number.'],
  ] as const) {
    await writeFile(file, spoilt);
    expect(await faultOf(importSnapshot({ data, file }))).toContain(message);
  }
  expect(JSON.parse(await readFile(join(data, 'db.json'), 'utf8')).collections).toEqual(JSON.parse(kept).collections);
});
