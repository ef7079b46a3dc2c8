import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { watchOutput } from '../../../src/cli/terminal/watch-output.ts';

/** Creates a stream whose writes fail with this code, immediately or in a later turn. */
function failingStream(code: string, write: (done: () => void) => void): Writable {
  return new Writable({
    autoDestroy: false,
    write: (_chunk, _encoding, done): void => write(() => done(Object.assign(new Error(code), { code }))),
  });
}

const WRITES: readonly (readonly [when: string, write: (done: () => void) => void])[] = [
  ['immediately', (done) => done()],
  ['in a later turn', (done) => void setImmediate(done)],
];

it.each(WRITES)('an error of a write that ends %s is taken once', async (_when, write) => {
  const stream = failingStream('ENOSPC', write);
  const takeError = watchOutput(stream);
  stream.write('text');
  expect(await takeError()).toMatchObject({ code: 'ENOSPC' });
  expect(await takeError()).toBeUndefined();
});

it('a closed pipe is not an error', async () => {
  const stream = failingStream('EPIPE', (done) => done());
  const takeError = watchOutput(stream);
  stream.write('text');
  expect(await takeError()).toBeUndefined();
});
