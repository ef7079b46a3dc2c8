import type { Failure } from '../../api/failure.ts';
import type { Exchange } from '../../api/types.ts';
import { useConsole } from '../../state/console.ts';
import { useLoad } from '../../state/use-load.ts';
import { useExchangeCall } from '../selection/selected-exchange.ts';
import { explainByRecord, type Explanation } from './explained.ts';

/** An explanation, and why the server did not give one. */
export interface ExplanationState {
  readonly explanation: Explanation;
  readonly failure: Failure | undefined;
}

/** Loads why a request got its response; until then, and without the server, what its record tells. */
export function useExplanation(exchange: Exchange): ExplanationState {
  const { offers } = useConsole();
  const isOffered = offers('GET', '/__admin/requests/{request_id}/explain');
  const call = useExchangeCall(exchange, 'GET', 'explain');
  const { data, failure } = useLoad<Explanation>(
    isOffered ? { ...call, headers: { accept: 'application/json' } } : undefined,
  );
  return { explanation: data ?? explainByRecord(exchange), failure };
}
