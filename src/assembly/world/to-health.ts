import type { CompiledContract } from '../../contract/model/contract.ts';
import type { HealthReport } from '../../control/context/control.ts';
import type { Replicas } from '../../control/context/replicas.ts';
import type { WireSchema } from '../../control/wire/wire-types.ts';
import type { Worlds } from '../../store/port/worlds.ts';

/** What the health is about. */
export interface HealthParts {
  readonly worlds: Worlds;
  readonly contract: CompiledContract;
  /** Whether this process still compiles what requests need. */
  readonly isStarting: boolean;
}

/** Returns the response of `/__admin/health`. `replicas` are those of the log, if there is one. */
export function toHealth(
  parts: HealthParts,
  replicas: Pick<Replicas, 'name' | 'knownPeers'> | undefined,
): HealthReport {
  // Its reads show records as a contract describes them that is no longer that of the log.
  const mustLeave = parts.worlds.baseline.store.log.status.hasOtherContract;
  return { status: mustLeave || parts.isStarting ? 503 : 200, body: toBody(parts, replicas) };
}

function toBody(parts: HealthParts, replicas: Parameters<typeof toHealth>[1]): WireSchema<'Health'> {
  const { worlds, contract } = parts;
  const { kind, position, head, epoch, lag, silence, uncertain, conflicts } = worlds.baseline.store.log.status;
  const lastContact = silence === undefined ? {} : { last_contact_ms: Math.round(silence) };
  return {
    ...toStatus(parts),
    title: contract.title,
    operations: contract.operations.length,
    contract: contract.hash,
    journal: { kind, position, head, epoch, lag_ms: Math.round(lag), ...lastContact, uncertain, conflicts },
    ...(replicas === undefined ? {} : { replica: replicas.name, peers: replicas.knownPeers() }),
  };
}

/** Returns the health status. `degraded` means that writes are rejected while reads continue. */
function toStatus({ worlds, isStarting }: HealthParts): Pick<WireSchema<'Health'>, 'status' | 'reason'> {
  const { failure } = worlds.baseline.store;
  if (failure !== undefined) return { status: 'degraded', reason: failure };
  return isStarting ? { status: 'starting', reason: STARTING } : { status: 'ok' };
}

const STARTING = 'This replica has just started: it compiles what requests need. It responds already, and slowly.';
