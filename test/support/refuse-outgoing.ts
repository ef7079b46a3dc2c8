import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { threadId } from 'node:worker_threads';
import { afterAll, expect } from 'vitest';
import { refuseOutgoing } from './outgoing-guard.mjs';
import { takeOutgoing, type OutgoingLog } from './outgoing-log.ts';

/**
 * Refuses what leads outside of this machine, in the process of the tests and in the Node processes that they start. A
 * test file in which it was tried fails.
 */
afterAll(() => {
  expect(takeOutgoing(), 'attempts to reach other machines').toEqual([]);
});

const log = globalThis as OutgoingLog;
if (log.outgoing === undefined) {
  const outgoing: string[] = [];
  const file = join(tmpdir(), `outgoing-${process.pid}-${threadId}.log`);
  // Of an ended process that had the same id.
  rmSync(file, { force: true });
  log.outgoing = outgoing;
  log.outgoingOfChildren = file;
  refuseOutgoing((attempt) => outgoing.push(attempt));
  const guard = pathToFileURL(join(import.meta.dirname, 'outgoing-guard.mjs'));
  guard.searchParams.set('log', file);
  // Every child process has the environment of this one.
  process.env['NODE_OPTIONS'] = [process.env['NODE_OPTIONS'], `--import=${guard.href}`].join(' ').trim();
}
