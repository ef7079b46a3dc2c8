import { mkdtemp, mkdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDocument } from '../../src/document/load-document.ts';
import { BootError } from '../../src/kernel/boot-fault.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { createSimulator, validateContract } from '../../src/simulator.ts';
import { createFakeContext } from '../cli/fake-context.ts';

let folder: string;
let secret: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'refs-')));
  secret = join(folder, 'elsewhere', 'secret.json');
  await write('elsewhere/secret.json', '{"type": "object", "title": "hush"}');
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, text: string): Promise<string> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

function writeDocument(reference: string): Promise<string> {
  const content = `{ application/json: { schema: { $ref: '${reference}' } } }`;
  return write(
    'api/openapi.yaml',
    `openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n  /a: { get: { responses: { '200': { description: ok, content: ${content} } } } }\n`,
  );
}

async function messagesOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BootError)) throw new Error(`Expected a BootError, not ${String(error)}`);
  return error.faults.map(({ message, remedy }) => `${message} ${remedy}`).join('\n');
}

describe('a $ref to a file', () => {
  it('may refer to any file below the document’s folder or the working directory', async () => {
    await write('api/parts/schema.json', '{"type": "object"}');
    await expect(loadDocument(await writeDocument('parts/schema.json'))).resolves.toBeDefined();
    await expect(
      loadDocument(await writeDocument(join(process.cwd(), 'spec/schemas/Share.yaml'))),
    ).resolves.toBeDefined();
  });

  it.each([
    '../elsewhere/secret.json',
    '../elsewhere/none.json',
    '..%2felsewhere/secret.json',
    '../apix/a.json',
    '/etc/passwd',
  ])('%s is outside of both: the document is rejected without a word about the file', async (reference) => {
    await write('apix/a.json', '{"type": "object"}');
    const messages = await messagesOf(loadDocument(await writeDocument(reference)));
    expect(messages).toContain('--allow-refs');
    expect(messages).not.toMatch(/ENOENT|Failed to read|hush/);
  });

  it('may not refer to another file through a symbolic link', async () => {
    await mkdir(join(folder, 'api'));
    await symlink(secret, join(folder, 'api', 'link.json'));
    await symlink(join(folder, 'elsewhere'), join(folder, 'api', 'linked'));
    expect(await messagesOf(loadDocument(await writeDocument('link.json')))).toContain('--allow-refs');
    expect(await messagesOf(loadDocument(await writeDocument('linked/secret.json')))).toContain('--allow-refs');
  });

  it('may refer to the files next to the target of a document that is a link', async () => {
    await write('api/parts/schema.json', '{"type": "object"}');
    const document = await writeDocument('parts/schema.json');
    await mkdir(join(folder, 'links'));
    await symlink(document, join(folder, 'links', 'openapi.yaml'));
    await symlink(join(folder, 'api', 'parts'), join(folder, 'links', 'parts'));
    await expect(loadDocument(join(folder, 'links', 'openapi.yaml'))).resolves.toBeDefined();
  });

  it('may refer to allowed folders, in the simulator, in validate and on the command line', async () => {
    const spec = await writeDocument('../elsewhere/secret.json');
    const allowRefs = [dirname(secret)];
    const simulator = await createSimulator({ spec, allowRefs });
    await simulator.close();
    expect(await validateContract({ spec, allowRefs })).toMatchObject({ faults: [] });
    expect(await messagesOf(createSimulator({ spec }))).toContain(`--allow-refs ${dirname(secret)}`);
    expect(await messagesOf(validateContract({ spec }))).toContain('--allow-refs');
    const context = createFakeContext({
      argv: ['validate', '--spec', spec, '--allow-refs', '/nothing', '--allow-refs', dirname(secret)],
      validateContract,
    });
    expect(await runCli(context)).toBe(0);
    expect(context.written.out).toContain('The contract is valid');
  });
});
