import { beforeEach, describe, expect, it } from 'vitest';
import { createLender, type Lease } from '../../src/vite/share-simulators.ts';

interface Opened {
  readonly name: string;
  close(): Promise<void>;
}

const log: string[] = [];
beforeEach(() => void log.splice(0));

function open(name: string): () => Promise<Opened> {
  return async () => {
    log.push(`open ${name}`);
    return { name, close: async () => void log.push(`close ${name}`) };
  };
}

describe('a lender', () => {
  it('keeps what the next user borrows before the last one releases it', async () => {
    const lender = createLender<Opened>();
    const common = { owner: {}, slot: '', key: 'a', open: open('a') };
    const first = await lender.borrow(common);
    const second = await lender.borrow(common);
    await first.release();
    await first.release();
    expect(second.resource).toBe(first.resource);
    expect(log).toEqual(['open a']);
    await second.release();
    expect(log).toEqual(['open a', 'close a']);
  });

  it('opens again after the last user', async () => {
    const lender = createLender<Opened>();
    const common = { owner: {}, slot: '', key: 'a' };
    await (await lender.borrow({ ...common, open: open('a') })).release();
    await (await lender.borrow({ ...common, open: open('b') })).release();
    expect(log).toEqual(['open a', 'close a', 'open b', 'close b']);
  });

  it('closes what was opened with another key before it opens the next', async () => {
    const lender = createLender<Opened>();
    const owner = {};
    const first = await lender.borrow({ owner, slot: '', key: 'a', open: open('a') });
    const second = await lender.borrow({ owner, slot: '', key: 'b', open: open('b') });
    await first.release();
    expect(log).toEqual(['open a', 'close a', 'open b']);
    await second.release();
    expect(log).toEqual(['open a', 'close a', 'open b', 'close b']);
  });

  it('keeps owners and slots apart', async () => {
    const lender = createLender<Opened>();
    const owner = {};
    const leases: Lease<Opened>[] = [];
    for (const [by, slot, name] of [
      [owner, 'x', 'a'],
      [owner, 'y', 'b'],
      [{}, 'x', 'c'],
    ] as const)
      leases.push(await lender.borrow({ owner: by, slot, key: '', open: open(name) }));
    expect(leases.map(({ resource }) => resource.name)).toEqual(['a', 'b', 'c']);
  });

  it('tries again what failed to open', async () => {
    const lender = createLender<Opened>();
    const common = { owner: {}, slot: '', key: 'a' };
    await expect(lender.borrow({ ...common, open: () => Promise.reject(new Error('no')) })).rejects.toThrow('no');
    expect((await lender.borrow({ ...common, open: open('a') })).resource.name).toBe('a');
  });
});
