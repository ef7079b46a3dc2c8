import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/assembly/load/load-contract.ts';
import { createSimulator } from '../../src/index.ts';
import { bodyExamples, exampleRequest, send, type ContractRequest } from '../support/contract-requests.ts';

describe('determinism', () => {
  it('returns the same bytes for hundreds of requests of every operation, runs and executions included', async () => {
    const { contract } = await loadContract(undefined);
    const requests = contract.operations.flatMap((operation) => {
      const request = exampleRequest(contract, operation);
      const bodies = bodyExamples(contract, operation);
      return bodies.length === 0 ? [request] : bodies.map(([, body]) => ({ ...request, body }));
    });
    // Requests that delete come last, so that the others find their records.
    const keepsRecords = ({ method, path }: ContractRequest): boolean =>
      method !== 'DELETE' && !path.endsWith('/logout');
    const script = [...requests.filter(keepsRecords), ...requests.filter(keepsRecords).toReversed(), ...requests];
    const runScript = async (): Promise<readonly string[]> => {
      const simulator = await createSimulator({ seed: '7' });
      const responses: string[] = [];
      for (const request of script) {
        const { status, headers, body } = await send(simulator, request);
        responses.push(JSON.stringify([request.method, request.path, status, Object.fromEntries(headers), body]));
      }
      await simulator.close();
      return responses;
    };
    const first = await runScript();
    expect(script.length).toBeGreaterThan(200);
    expect(await runScript()).toEqual(first);
  });
});
