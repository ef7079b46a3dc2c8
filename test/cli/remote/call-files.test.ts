import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../../src/simulator.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';
import { runCommand, useCommandServer } from './run-remote-command.ts';

const { run, runJson, url } = useCommandServer();
const temporaryFolder = useTemporaryFolders();
const THREAD = '095be615-a8ad-4c33-8e9c-c7612fbf6c9f';
const CREATE = ['call', 'createMessage', `thread_uuid=${THREAD}`, 'content=See this.', 'role=user'];

/** Writes a file into a new folder, and returns its path. */
async function write(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(await temporaryFolder(), name);
  await writeFile(file, content);
  return file;
}

interface Attached {
  readonly data: {
    readonly content: string;
    readonly attachments: readonly { readonly media: { readonly file_name: string; readonly mime_type: string } }[];
  };
}

describe('call with files', () => {
  it.each(['--file', '-F'])('sends them as a form with the other fields (%s)', async (flag) => {
    const picture = await write('a, b.png', Buffer.from('89504e470d0a1a0a', 'hex'));
    const table = await write('t.csv', 'a,b\n1,2\n');
    const files = [flag, `attachments=@${picture}`, flag, `attachments[]=@${table}`];
    const { data } = (await runJson(...CREATE, ...files, '--sandbox', 'f1')) as Attached;
    expect(data.content).toBe('See this.');
    expect(data.attachments.map(({ media }) => [media.file_name, media.mime_type])).toEqual([
      ['a, b.png', 'image/png'],
      ['t.csv', 'text/csv'],
    ]);
  });

  it('takes fields as JSON too, and the media type as curl does', async () => {
    const file = await write('notes', '# Notes\n');
    const body = JSON.stringify({ thread_uuid: THREAD, content: 'As JSON.', role: 'user', metadata: { a: 'b' } });
    const { data } = (await runJson(
      'call',
      'createMessage',
      '--body',
      body,
      '--file',
      `attachments=@${file};type=text/markdown`,
      '--sandbox',
      'f2',
    )) as Attached;
    expect(data).toMatchObject({ content: 'As JSON.', metadata: { a: 'b' } });
    expect(data.attachments[0]?.media.mime_type).toBe('text/markdown');
  });

  it('says which of them the server rejects, and why', async () => {
    const file = await write('large.bin', '');
    await truncate(file, 5 * 1024 ** 2 + 1);
    const { code, err } = await run(...CREATE, '--file', `attachments=@${file}`, '--sandbox', 'f3');
    expect([code, err]).toEqual([1, expect.stringContaining('must not be greater than 5120 kilobytes.')]);
  });

  it('says that all of it is too large', async () => {
    const file = await write('huge.bin', '');
    await truncate(file, 11 * 1024 ** 2);
    const { code, err } = await run(...CREATE, '--file', `attachments=@${file}`, '--sandbox', 'f4');
    expect([code, err]).toEqual([1, expect.stringContaining('--max-body')]);
  });

  it('are rejected where they cannot be read or sent', async () => {
    const folder = await temporaryFolder();
    const file = await write('a.txt', 'text');
    await mkdir(join(folder, 'inner'));
    const sparse = join(folder, 'sparse');
    await writeFile(sparse, '');
    await truncate(sparse, 300 * 1024 ** 2);
    const cases: readonly (readonly [argv: readonly string[], message: string])[] = [
      [[...CREATE, '-F', `attachments=@${folder}/none.txt`], 'Failed to read'],
      [[...CREATE, '-F', `attachments=@${folder}/inner`], 'inner is a folder. Name a file after @.'],
      [[...CREATE, '-F', `attachments=@${sparse}`], 'has more than 256 MB, the most that a command sends'],
      [[...CREATE, '-F', 'attachments=@/dev/zero'], 'has more than 256 MB, the most that a command sends'],
      [['call', 'createThread', '--body', '@/dev/zero'], 'has more than 256 MB, the most that a command sends'],
      [[...CREATE, '-F', `atachments=@${file}`], 'takes no file as "atachments". Did you mean attachments?'],
      [[...CREATE, '-F', `content=@${file}`], 'It takes files as attachments.'],
      [[...CREATE, '-F', `attachments=@${file};type=picture`], '--file: Invalid value'],
      [[...CREATE, '-F', `a=@${file}`, '-F', 'picture', '-F', `b=@${file}`], '--file: Invalid value "picture".'],
      [[...CREATE, '-F', 'one', '-F', `a=@${file}`, '-F', 'two'], '--file: Invalid value "one" and "two".'],
      [[...CREATE, '-F', `attachments=${file}`], 'Give a field, =@ and the name of a file'],
      [['call', 'createThread', 'name=T', '-F', `attachments=@${file}`], 'createThread takes no files. These do: '],
    ];
    for (const [argv, message] of cases) {
      const { code, err, out } = await run(...argv, '--sandbox', 'f5');
      expect([code, out, err]).toEqual([2, '', expect.stringContaining(message)]);
    }
    expect(await runJson('requests', '--sandbox', 'f5')).toMatchObject({ requests: [] });
  });

  it('are listed by operations', async () => {
    const { out } = await run('operations', 'createMessage');
    expect(out).toMatch(/^file +attachments +- +array of string \(binary\): Files to attach/m);
    expect(out).toMatch(/^With a file: the same with --file attachments=@FILE$/m);
    expect((await run('operations', 'createThread')).out).not.toContain('--file');
  });
});

describe('an operation that takes a form alone', () => {
  it('gets one, with one file or without, from words and from JSON', async () => {
    await using simulator = await createSimulator({ spec: await write('forms.yaml', FORMS) });
    const { url: address } = await simulator.listen();
    expect(address).not.toBe(url());
    const add = ['call', 'addPhoto', '--url', address];
    const photo = ['--file', `photo=@${await write('cat.jpg', 'ÿØÿ')}`];
    const done = { code: 0, out: '204\n', err: '' };
    expect(await runCommand([...add, 'title=A cat', ...photo])).toEqual(done);
    expect(await runCommand([...add, 'title=A cat'])).toEqual(done);
    expect(await runCommand([...add, '--body', '{"title":"A cat"}'])).toEqual(done);
    expect(await runCommand([...add, ...photo])).toMatchObject({ code: 1, err: expect.stringContaining('title') });
    expect(await runCommand([...add, '--body', '["A cat"]'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be sent as a form'),
    });
  });

  it('gets lists as such, also those of one value', async () => {
    await using simulator = await createSimulator({ spec: await write('forms.yaml', FORMS) });
    const { url: address } = await simulator.listen();
    const add = ['call', 'addPhoto', '--url', address, 'title=A cat'];
    for (const given of [
      ['tags=pet'],
      ['tags[]=pet'],
      ['tags=pet', 'tags=wild'],
      ['tags[]=pet', 'tags[]=wild'],
      ['tags=["pet","wild"]'],
      ['--body', '{"tags":["pet","wild"]}'],
      ['--body', '{"tags":["pet"]}'],
      ['--body', '{"tags":"pet"}'],
    ])
      expect(await runCommand([...add, ...given])).toEqual({ code: 0, out: '204\n', err: '' });
    const { code, err } = await runCommand([...add, '--body', '{"tags":["pet","tame"]}']);
    expect([code, err]).toEqual([1, expect.stringContaining('tags.1')]);
  });

  it('is described with the fields of the form, and with a call that is valid', async () => {
    await using simulator = await createSimulator({ spec: await write('forms.yaml', FORMS) });
    const { url: address } = await simulator.listen();
    const { out } = await runCommand(['operations', 'addPhoto', '--url', address]);
    expect(out).toMatch(/^body +title +required +string$/m);
    expect(out).toMatch(/^body +tags +- +array of pet \| wild$/m);
    expect(out).toMatch(/^file +photo +- +string \(binary\)$/m);
    expect(out).toContain('With a file: the same with --file photo=@FILE\n');
    const [, line = ''] = /^Call it: npx athena-simulator (.*)$/m.exec(out) ?? [];
    expect(line).toBe(`call --url ${address} addPhoto title=…`.replace('title=…', "'title=…'"));
    expect((await runCommand(line.replaceAll("'", '').split(' '))).out).toBe('204\n');

    const { out: files } = await runCommand(['operations', 'addScans', '--url', address]);
    expect(files).toMatch(/^body +kinds +required +array of front \| back$/m);
    expect(files).toMatch(/^file +scan +required +string \(binary\)$/m);
    const sent = `--body '{"pages":2,"kinds":["front"]}' --file scan=@FILE`;
    expect(files).toContain(`Call it: npx athena-simulator call --url ${address} addScans ${sent}\n`);
    expect(files).not.toContain('With a file');
    const scan = await write('scan.png', 'text');
    const body = ['--body', '{"pages":2,"kinds":["front"]}', '--file', `scan=@${scan}`];
    expect((await runCommand(['call', 'addScans', '--url', address, ...body])).out).toBe('204\n');

    const { out: optional } = await runCommand(['operations', 'addAny', '--url', address]);
    expect(optional).toMatch(/^Call it: .* addAny note=Hello --file scan=@FILE$/m);

    const { out: nested } = await runCommand(['operations', 'addNested', '--url', address]);
    expect(nested).toMatch(/^Call it: .* addNested --body '\{"list":\[\[\]\]\}'$/m);
  });
});

const FORMS = `openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /photos:
    post:
      operationId: addPhoto
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              required: [title]
              properties:
                title: {type: string}
                tags: {$ref: "#/components/schemas/Tags"}
                photo: {type: string, format: binary}
      responses: {"204": {description: ok}}
  /scans:
    post:
      operationId: addScans
      requestBody:
        required: true
        content:
          multipart/form-data:
            example: {pages: 2}
            schema:
              allOf: [{required: [scan, kinds]}]
              required: [scan, kinds]
              properties:
                pages: {type: integer}
                kinds: {type: array, items: {enum: [front, back]}}
                note: {type: string}
                scan: {type: string, format: binary}
      responses: {"204": {description: ok}}
  /any:
    post:
      operationId: addAny
      requestBody:
        content:
          multipart/form-data:
            schema: {properties: {note: {type: string, example: Hello}, scan: {type: string, format: binary}}}
      responses: {"204": {description: ok}}
  /nested:
    post:
      operationId: addNested
      requestBody:
        content:
          multipart/form-data:
            schema: {required: [list], properties: {list: {$ref: "#/components/schemas/Nested"}}}
      responses: {"204": {description: ok}}
components:
  schemas:
    Tags: {type: array, items: {enum: [pet, wild]}}
    Nested: {type: array, items: {$ref: "#/components/schemas/Nested"}}
`;
