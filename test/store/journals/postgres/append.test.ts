import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { append, type AppendDeps, type Row } from '../../../../src/store/journals/postgres/append.ts';
import { LostConnectionError } from '../../../../src/store/journals/postgres/connection/database.ts';
import { toStatements } from '../../../../src/store/journals/postgres/statements.ts';
import { JournalUncertain } from '../../../../src/store/port/journal.ts';

const ROW: Row = {
  world: 'baseline',
  expected: 1,
  headId: null,
  id: 'a',
  state: null,
  content: Buffer.from('[]'),
  contract: null,
};

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

/** A database that fails with these errors, one after the other, each after two seconds; the last one repeats. */
function failWith(...errors: readonly Error[]): AppendDeps {
  const left = [...errors];
  const query = (): Promise<never> => {
    vi.advanceTimersByTime(2000);
    return Promise.reject((left.length > 1 ? left.shift() : left[0]) ?? new Error('There is no error.'));
  };
  return { database: { query }, statements: toStatements('any'), replica: 'one', isHealthy: () => true };
}

const lost = new LostConnectionError('The connection broke');
const full = Object.assign(new Error('could not extend file'), { severity: 'ERROR', code: '53100' });

it('an append that the server rejects was not stored', async () => {
  await expect(append(ROW, failWith(full))).rejects.toMatchObject({ code: 'ENOSPC' });
});

it('an append whose connection broke may have been stored, also when its repetition is rejected', async () => {
  await expect(append(ROW, failWith(lost, full))).rejects.toBeInstanceOf(JournalUncertain);
});
