import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../../src/index.ts';
import { useTemporaryFolders } from '../../store/temporary-folder.ts';

const AGENT = '550e8400-e29b-41d4-a716-446655440000';
const THREAD = '27da2abb-fd73-4dc0-9fe3-b90cc6e71ac1';
const AS_JOHN = { authorization: 'Bearer athena-demo-token' };
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('pixels'.repeat(100))]);

const temporaryFolder = useTemporaryFolders();
const opened: Simulator[] = [];
afterEach(async () => {
  for (const simulator of opened.splice(0)) {
    expect(simulator.violations().breaches).toEqual([]);
    await simulator.close();
  }
});

async function open(options: SimulatorOptions = { seed: 7 }): Promise<Simulator> {
  const simulator = await createSimulator(options);
  opened.push(simulator);
  return simulator;
}

const post = (simulator: Simulator, path: string): request.Test =>
  request(simulator.app).post(`/api/v1${path}`).set(AS_JOHN);

const sendPicture = (simulator: Simulator, name = 'lamp.png', content = PNG): request.Test =>
  post(simulator, '/messages')
    .field('thread_uuid', THREAD)
    .field('content', 'Here is the lamp.')
    .attach('attachments[]', content, { filename: name, contentType: 'image/png' });

/** Returns the path of the file of a message's attachment. */
const pathOf = (body: unknown, index = 0): string =>
  new URL((body as MessageBody).data.attachments[index]?.media.original_url ?? '').pathname;

/** Returns the text of a body whose addresses do not name the port, which differs for each request of supertest. */
const withoutPort = (body: unknown): string => JSON.stringify(body).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, '');

interface MessageBody {
  readonly data: { readonly attachments: readonly { readonly media: { readonly original_url: string } }[] };
}

describe('a message with files', () => {
  it('has an attachment with its media for each file, whose address serves the bytes', async () => {
    const simulator = await open();
    const { body, status } = await sendPicture(simulator).attach('attachments[]', Buffer.from('a,b\n1,2\n'), {
      filename: 'Table of ä.csv',
      contentType: 'text/csv',
    });
    expect(status).toBe(201);
    expect(body.data.content).toBe('Here is the lamp.');
    expect(body.data.attachments).toMatchObject([
      {
        name: 'lamp.png',
        type: 'image',
        description: null,
        media: { file_name: 'lamp.png', name: 'lamp', extension: 'png', mime_type: 'image/png', size: PNG.length },
      },
      { name: 'Table of ä.csv', type: 'document', media: { mime_type: 'text/csv', size: 8, preview_url: null } },
    ]);
    const { preview_url: preview, original_url: address } = body.data.attachments[0].media;
    expect(preview).toBe(address);
    const file = await request(simulator.app).get(pathOf(body)).expect(200);
    expect(Buffer.compare(file.body as Buffer, PNG)).toBe(0);
    const table = await request(simulator.app).get(pathOf(body, 1)).expect(200);
    expect([table.text, table.headers['content-disposition']]).toEqual([
      'a,b\n1,2\n',
      `attachment; filename="Table of _.csv"; filename*=UTF-8''Table%20of%20%C3%A4.csv`,
    ]);
  });

  it('shows them when it is read again, and in the list of its thread', async () => {
    const simulator = await open();
    const { body } = await sendPicture(simulator);
    const read = await request(simulator.app).get(`/api/v1/messages/${body.data.uuid}`).set(AS_JOHN);
    expect(withoutPort(read.body.data.attachments)).toEqual(withoutPort(body.data.attachments));
  });

  it('keeps attachments that it names beside the files', async () => {
    const simulator = await open();
    const named = '58b92c96-6c4c-44f3-8eef-0584f4abae55';
    const { body } = await sendPicture(simulator).field('attachment_uuids[]', named);
    expect(body.data.attachments.map(({ name }: { name: string }) => name)).toEqual(['The broken lamp', 'lamp.png']);
  });

  it('takes a form without files, and an input in which none was chosen', async () => {
    const simulator = await open();
    const { body, status } = await post(simulator, '/messages')
      .field('thread_uuid', THREAD)
      .field('content', 'Nothing attached.')
      .attach('attachments[]', Buffer.alloc(0), { filename: '', contentType: 'application/octet-stream' });
    expect([status, body.data?.attachments]).toEqual([201, []]);
  });

  it('cannot take a file from JSON, where only uploads can refer to stored bytes', async () => {
    const simulator = await open();
    const { body: first } = await sendPicture(simulator);
    const reference = (await request(simulator.app).head(pathOf(first))).headers['etag']?.replaceAll('"', '');
    const content = { $blob: reference, size: 1, mediaType: 'text/javascript' };
    const { body } = await post(simulator, '/messages').send({
      thread_uuid: THREAD,
      content: 'x',
      attachments: [{ name: 'a.js', content }],
    });
    expect(body.data.attachments).toEqual([]);
  });
});

describe('a form that breaks the contract', () => {
  it('is told every invalid field together, files among them', async () => {
    const simulator = await open();
    const { body, status } = await post(simulator, '/messages')
      .field('thread_uuid', 'nonsense')
      .field('attachments[]', 'text')
      .attach('attachments[]', Buffer.alloc(5 * 1024 ** 2 + 1), 'large.bin');
    expect(status).toBe(422);
    expect(body.errors).toEqual({
      content: ['The content field is required.'],
      thread_uuid: ['The thread uuid field must be a valid UUID.'],
      'attachments.0': ['The attachments.0 field must be a file.'],
      'attachments.1': ['The attachments.1 field must not be greater than 5120 kilobytes.'],
    });
  });

  it('may have ten files', async () => {
    const simulator = await open();
    const form = post(simulator, '/messages').field('thread_uuid', THREAD).field('content', 'x');
    for (let index = 0; index < 11; index += 1) void form.attach('attachments[]', Buffer.from('x'), `${index}.txt`);
    const { body } = await form.expect(422);
    expect(body.errors).toEqual({ attachments: ['The attachments field must not have more than 10 items.'] });
  });

  it.each([
    ['without a boundary', 'multipart/form-data', '--b\r\n'],
    [
      'that breaks off',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="content"\r\n\r\nx',
    ],
    ['that is none', 'multipart/form-data; boundary=b', 'nonsense'],
  ])('%s is a 400', async (_what, type, body) => {
    const simulator = await open();
    const response = await post(simulator, '/messages').set('content-type', type).send(body);
    expect([response.status, response.headers['x-athena-error']]).toEqual([400, 'MALFORMED_BODY']);
  });

  it('is a 413 beyond the largest body, without storing anything', async () => {
    const simulator = await open({ seed: 7, maxBody: 100_000 });
    const { status } = await sendPicture(simulator, 'large.png', Buffer.alloc(200_000)).catch(() => ({ status: 413 }));
    expect(status).toBe(413);
  });
});

describe('a run with files', () => {
  it.each([`/agents/${AGENT}/run`, `/threads/${THREAD}/run`])(
    '%s attaches them to the user’s message',
    async (path) => {
      const simulator = await open();
      const { body, status } = await post(simulator, path)
        .field('message', 'What is this?')
        .attach('attachments[]', PNG, 'lamp.png');
      expect(status).toBe(200);
      const thread = String(body.data.thread.uuid);
      const { body: list } = await request(simulator.app)
        .get(`/api/v1/messages?thread_uuid=${thread}&sort_direction=desc&per_page=2`)
        .set(AS_JOHN);
      const asked = list.data.find(({ role }: { role: string }) => role === 'user');
      expect(asked.attachments).toMatchObject([{ name: 'lamp.png', media: { mime_type: 'image/png' } }]);
    },
  );
});

describe('the bytes of a file', () => {
  const read = async (headers: Record<string, string> = {}): Promise<request.Response> => {
    const simulator = await open();
    const { body } = await sendPicture(simulator);
    return request(simulator.app).get(pathOf(body)).set(headers).buffer(true);
  };

  it('are served as a picture that cannot run anything', async () => {
    const { headers } = await read();
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': `inline; filename="lamp.png"; filename*=UTF-8''lamp.png`,
    });
    expect(headers['etag']).toMatch(/^"sha256-[0-9a-f]{64}"$/);
  });

  it('are sent by range', async () => {
    const simulator = await open();
    const { body } = await sendPicture(simulator);
    for (const [range, status, contentRange, length] of [
      ['bytes=0-9', 206, 'bytes 0-9/608', 10],
      ['bytes=600-', 206, 'bytes 600-607/608', 8],
      ['bytes=-4', 206, 'bytes 604-607/608', 4],
      ['bytes=0-99999', 206, 'bytes 0-607/608', 608],
      ['bytes=608-', 416, 'bytes */608', 0],
      ['bytes=0-1,4-5', 200, undefined, 608],
      ['bytes=9-1', 416, 'bytes */608', 0],
      ['lines=1-2', 200, undefined, 608],
      ['nonsense', 200, undefined, 608],
    ] as const) {
      const { status: sent, headers } = await request(simulator.app).get(pathOf(body)).set({ range }).buffer(true);
      const seen = [sent, headers['content-range'], headers['content-length']];
      expect(seen, range).toEqual([status, contentRange, String(length)]);
    }
  });

  it('of another version are sent whole', async () => {
    const { status } = await read({ range: 'bytes=0-1', 'if-range': '"another"' });
    expect(status).toBe(200);
  });

  it('are not sent to a client that has them', async () => {
    const { headers } = await read();
    const { status } = await read({ 'if-none-match': String(headers['etag']) });
    expect(status).toBe(304);
  });

  it.each([
    ['page.png', '<!doctype html><script>alert(1)</script>', 'application/octet-stream'],
    ['page.html', '<html><body onload="alert(1)">', 'application/octet-stream'],
    ['mark.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
    ['feed.xml', '<?xml version="1.0"?><a/>', 'application/octet-stream'],
    ['paper.pdf', '%PDF-1.7', 'application/pdf'],
  ])('of %s are saved and not shown, whatever is declared', async (name, content, type) => {
    const simulator = await open();
    const { body } = await sendPicture(simulator, name, Buffer.from(content));
    const { headers } = await request(simulator.app).get(pathOf(body)).expect(200);
    expect(headers['content-type']).toBe(type);
    expect(headers['content-disposition']).toMatch(/^attachment; /);
    expect(headers['content-security-policy']).toBe("sandbox; default-src 'none'");
  });

  it.each([-1, 0.5, '600', null])('whose record has the size %j are a 404', async (size) => {
    const simulator = await open();
    const path = pathOf((await sendPicture(simulator)).body);
    const record = `/__admin/state/media/${/^\/storage\/([^/]+)/.exec(path)?.[1]}`;
    const { body: media } = await request(simulator.app).get(record).expect(200);
    await request(simulator.app)
      .patch(record)
      .send({ content: { ...media.content, size } })
      .expect(200);
    const { status } = await request(simulator.app).get(path);
    expect(status).toBe(404);
  });

  it('of no media are a 404', async () => {
    const simulator = await open();
    for (const path of [
      '/storage/4fba3f2b-b811-47b4-a606-6e8267b9089b/broken-lamp.svg',
      '/storage/00000000-0000-0000-0000-000000000000/a.png',
      '/storage/../package.json',
      '/storage/%2e%2e/a',
    ]) {
      const { status } = await request(simulator.app).get(path);
      expect(status, path).toBe(404);
    }
  });
});

it('the address of a file finds it also with a UUID in upper case, as other paths do', async () => {
  const simulator = await open();
  const path = pathOf((await sendPicture(simulator)).body);
  const [, , uuid = ''] = path.split('/');
  const { status, body } = await request(simulator.app).get(path.replace(uuid, uuid.toUpperCase()));
  expect([status, Buffer.compare(body as Buffer, PNG)]).toEqual([200, 0]);
});

describe('uploads', () => {
  it('give the same bytes for the same seed', async () => {
    const texts = await Promise.all(
      [1, 2].map(async () => {
        const { body } = await sendPicture(await open());
        return withoutPort(body);
      }),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  it('stay within their sandbox, and are gone with it', async () => {
    const simulator = await open();
    const { body } = await request(simulator.app)
      .post('/__sandbox/mine/api/v1/messages')
      .set(AS_JOHN)
      .field('thread_uuid', THREAD)
      .field('content', 'x')
      .attach('attachments[]', PNG, 'lamp.png');
    const path = pathOf(body);
    expect(path).toMatch(/^\/__sandbox\/mine\/storage\//);
    await request(simulator.app).get(path).expect(200);
    await request(simulator.app).delete('/__admin/sandboxes/mine').expect(204);
    await request(simulator.app).get(path).expect(404);
  });

  it('are gone after a reset', async () => {
    const simulator = await open();
    const { body } = await sendPicture(simulator);
    await simulator.reset();
    const { status } = await request(simulator.app).get(pathOf(body));
    expect(status).toBe(404);
  });

  it('are there after a restart from the data folder', async () => {
    const data = await temporaryFolder();
    const first = await createSimulator({ data });
    const { body } = await sendPicture(first);
    await first.close();
    const { body: bytes } = await request((await open({ data })).app)
      .get(pathOf(body))
      .expect(200);
    expect(Buffer.compare(bytes as Buffer, PNG)).toBe(0);
  });

  it('are in the request log without their content', async () => {
    const simulator = await open();
    await sendPicture(simulator);
    const { body } = await request(simulator.app).get('/__admin/requests?limit=1').expect(200);
    const text = JSON.stringify(body);
    expect(text).toContain(`(${PNG.length} bytes)`);
    expect(text).not.toContain('pixelspixels');
  });
});
