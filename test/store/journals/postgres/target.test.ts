import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTarget, readTls, type Environment } from '../../../../src/store/journals/postgres/connection/target.ts';
import { useTemporaryFolders } from '../../temporary-folder.ts';

const makeFolder = useTemporaryFolders();

describe('the URL of a database', () => {
  it.each<[string, Environment, object]>([
    [
      'postgres://ann:p%40ss@db1:5433,db2/world?sslmode=require',
      {},
      {
        hosts: [
          { host: 'db1', port: 5433 },
          { host: 'db2', port: 5432 },
        ],
        user: 'ann',
        password: 'p@ss',
        database: 'world',
        tls: { mode: 'require' },
        name: 'postgres://db1:5433,db2:5432/world',
      },
    ],
    ['postgresql://[::1]:5/w', {}, { hosts: [{ host: '::1', port: 5 }], user: undefined, tls: { mode: 'prefer' } }],
    [
      'postgres://',
      { PGHOST: 'a,b', PGPORT: '1,2', PGUSER: 'u', PGPASSWORD: 'p', PGDATABASE: 'd', PGSSLMODE: 'verify-full' },
      {
        hosts: [
          { host: 'a', port: 1 },
          { host: 'b', port: 2 },
        ],
        user: 'u',
        password: 'p',
        database: 'd',
        tls: { mode: 'verify-full' },
      },
    ],
    [
      'postgres:///d?host=/var/run/postgresql&user=u&sslmode=disable',
      { PGUSER: 'other', PGSSLMODE: 'require' },
      { hosts: [{ host: '/var/run/postgresql', port: 5432 }], user: 'u', tls: { mode: 'disable' } },
    ],
  ])('%s with %j says where to connect, as libpq reads it', (url, environment, target) => {
    expect(parseTarget(url, environment)).toMatchObject(target);
  });

  it('with an unknown sslmode is rejected, and says which there are', () => {
    expect(() => parseTarget('postgres://db?sslmode=on', {})).toThrow(/sslmode "on".*verify-full/s);
  });
});

describe('an sslmode', () => {
  const none = { rootCertificate: 'system', certificate: undefined, key: undefined };

  it.each([
    ['disable', false],
    ['allow', false],
    ['prefer', { rejectUnauthorized: false }],
    ['require', { rejectUnauthorized: false }],
    ['verify-ca', { rejectUnauthorized: true, checkServerIdentity: expect.any(Function) as unknown }],
    ['verify-full', { rejectUnauthorized: true }],
  ] as const)('of %s checks what it does for libpq', async (mode, expected) => {
    const tls = await readTls({ ...none, mode });
    if (expected === false) expect(tls).toBe(false);
    else expect(tls).toMatchObject(expected);
    expect(mode === 'verify-full' && tls !== false && 'checkServerIdentity' in tls).toBe(false);
  });

  it('of require checks who signed the certificate when there is a root certificate', async () => {
    const file = join(await makeFolder(), 'root.crt');
    await writeFile(file, 'a certificate');
    const tls = await readTls({ ...none, mode: 'require', rootCertificate: file });
    expect(tls).toMatchObject({ rejectUnauthorized: true, ca: Buffer.from('a certificate') });
  });

  it('with a file that cannot be read is a fault that names the option', async () => {
    const reading = readTls({ ...none, mode: 'verify-ca', rootCertificate: '/nowhere/root.crt' });
    await expect(reading).rejects.toMatchObject({
      code: 'BOOT_FAILED',
      message: expect.stringMatching(/nowhere.*sslrootcert/s) as string,
    });
  });
});
