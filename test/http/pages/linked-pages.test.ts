import request from 'supertest';
import { expect, test } from 'vitest';
import type { LinkedPage } from '../../../src/kernel/linked-page.ts';
import { createFakeApp } from '../fake-app.ts';

const PAGE: LinkedPage = {
  title: 'A <b>box</b>',
  heading: 'Ann shows a box',
  paragraphs: ['It folds.', '"Please" & thank you'],
  picture: '/assets/avatars/box.svg',
  facts: [['Until', 'Friday']],
};
const linkedPages = {
  prefix: '/shown-things/',
  find: ({ path }: { readonly path: string }) => (path.endsWith('/shown-things/7') ? PAGE : undefined),
};

test('a link leads to a page that writes its content as text', async () => {
  const { app } = createFakeApp({ linkedPages });
  const { status, headers, text } = await request(app).get('/shown-things/7').set('Host', 'h');
  expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(text).toContain('<h1>A &lt;b&gt;box&lt;/b&gt;</h1>');
  expect(text).toContain('&quot;Please&quot; &amp; thank you');
  expect(text).toContain('src="http://h/assets/avatars/box.svg"');
  expect(text).toContain('<dt>Until</dt><dd>Friday</dd>');
});

test('a link in a sandbox keeps its path', async () => {
  const { app } = createFakeApp({ linkedPages });
  const { text } = await request(app).get('/__sandbox/w1/shown-things/7').set('Host', 'h').expect(200);
  expect(text).toContain('src="http://h/__sandbox/w1/assets/avatars/box.svg"');
});

test('other paths, other methods and paths of the contract go to the contract', async () => {
  const { app } = createFakeApp({ linkedPages });
  expect((await request(app).get('/shown-things/8')).body).toMatchObject({ path: '/shown-things/8' });
  expect((await request(app).post('/shown-things/7')).body).toMatchObject({ method: 'POST' });
  const owned = createFakeApp({ linkedPages, ownsPath: () => true });
  expect((await request(owned.app).get('/shown-things/7')).body).toMatchObject({ path: '/shown-things/7' });
  const without = createFakeApp();
  expect((await request(without.app).get('/shown-things/7')).body).toMatchObject({ path: '/shown-things/7' });
});
