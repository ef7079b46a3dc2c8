import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { start } from '../../src/cli/local/start.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import { checkAddress } from '../../src/http/server/bind.ts';
import { findDataHolder } from '../../src/assembly/commands/inspect-data.ts';
import { createSimulator } from '../../src/index.ts';
import { useTemporaryFolders } from '../store/temporary-folder.ts';
import { createFakeContext } from './fake-context.ts';

const temporaryFolder = useTemporaryFolders();

it('a start on a port in use fails before the data folder is written', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const data = join(await temporaryFolder(), 'data');
  const parsed = parseConfig({ flags: { '--port': String(port), '--data': data, '--log-level': 'silent' }, env: {} });
  if (parsed.kind === 'faults') throw new Error(JSON.stringify(parsed.faults));
  const context = { ...createFakeContext(), createSimulator, checkAddress };
  expect(await start(parsed.config, context)).toBe(1);
  expect(context.written.err).toBe(
    `Failed to listen: port ${port} on 127.0.0.1 is in use. Stop the process that uses it, give another --port, or let --port 0 choose a free one.\n`,
  );
  expect(existsSync(data)).toBe(false);
});

it('an address is free again once it was checked', async () => {
  const host = 'localhost';
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  await expect(checkAddress({ host, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await new Promise((resolve) => void server.close(resolve));
  await checkAddress({ host, port });
  await checkAddress({ host, port });
});

it('a data folder that another simulator holds is told together with the port, with one remedy', async () => {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  await using first = await createSimulator({ data });
  const { port } = await first.listen({ port: 0, host: '127.0.0.1' });
  const startInVain = async (...flags: readonly [flag: string, value: string][]): Promise<string> => {
    const parsed = parseConfig({ flags: Object.fromEntries([...flags, ['--log-level', 'silent']]), env: {} });
    if (parsed.kind === 'faults') throw new Error(JSON.stringify(parsed.faults));
    const context = { ...createFakeContext(), createSimulator, checkAddress, findDataHolder };
    expect(await start(parsed.config, context)).toBe(1);
    return context.written.err;
  };
  const both = await startInVain(['--port', String(port)], ['--data', data]);
  expect(both).toContain(
    `Failed to listen: port ${port} on 127.0.0.1 is in use, and ${data} is in use by process ${process.pid}`,
  );
  expect(both).toMatch(
    /\. Stop what uses them, or start beside it with --port 0 and with --ephemeral or another --data\.\n$/,
  );
  expect(await startInVain(['--port', String(port)], ['--data', join(folder, 'other')])).not.toContain('in use by');
});
