import { inject } from 'vitest';
import { createSimulator } from '../../src/simulator.ts';
import { openPair, type OpenReplicas } from '../replicas/open-replicas.ts';

/**
 * Opens two simulators over a schema of the suite's server. They listen, so that they can ask each other, and every
 * request reads what all of them have acknowledged.
 */
export const openPostgresReplicas: OpenReplicas = (common = {}) => {
  const schema = createSchema();
  const headers = { 'x-athena-read': 'latest' };
  return openPair(async (options) => {
    const simulator = await createSimulator({
      journal: inject('postgres'),
      journalSchema: schema,
      ...common,
      ...options,
    });
    await simulator.listen({ port: 0 });
    return simulator;
  }, headers);
};

/** Returns a name that no other schema of the server has. */
export function createSchema(): string {
  return `replicas_${process.pid}_${performance.now().toString(36).replace('.', '_')}_${(schemas += 1)}`;
}

let schemas = 0;
