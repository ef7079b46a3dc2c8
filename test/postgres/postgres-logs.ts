import { afterEach, inject } from 'vitest';
import type { Journal, JournalOptions } from '../../src/store/port/journal.ts';
import {
  createPostgresLog,
  type PostgresLog,
  type PostgresLogOptions,
} from '../../src/store/journals/postgres/postgres-log.ts';

/** Opens logs of the suite's server, each in a schema of its own. Their journals are closed after each test. */
export function usePostgresLogs(): {
  readonly createSchema: () => string;
  readonly openLog: (schema: string, options?: Partial<PostgresLogOptions>) => PostgresLog;
} {
  const opened: Journal[] = [];
  let schemas = 0;
  afterEach(() => Promise.all(opened.splice(0).map((journal) => journal.close())));
  return {
    createSchema: () => `test_${process.pid}_${performance.now().toString(36).replace('.', '_')}_${(schemas += 1)}`,
    openLog: (schema, options) => {
      const log = createPostgresLog({ url: inject('postgres'), schema, environment: {}, ...options });
      return {
        ...log,
        open: async (given: JournalOptions) => {
          const journal = await log.open(given);
          opened.push(journal);
          return journal;
        },
      };
    },
  };
}
