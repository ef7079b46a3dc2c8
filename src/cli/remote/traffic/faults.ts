import type { components } from '../../../control/wire/control.generated.ts';
import { findNearestName } from '../../../kernel/text/nearest-name.ts';
import { toTable } from '../../terminal/text-table.ts';
import { readBody } from '../read-values.ts';
import { toRefusedError } from '../refused-error.ts';
import { onlyGiven, take, type ServerCall, type Shown } from '../run-remote.ts';
import { UsageError } from '../usage-error.ts';

type NewFault = components['schemas']['NewFault'];
type Fault = components['schemas']['Fault'];

/** What a fault can do. A kind of the contract that is missing is a type error. */
export const FAULT_KINDS: readonly string[] = Object.keys({
  status: true,
  latency: true,
  drop: true,
  truncate: true,
  malformed: true,
  slow_body: true,
  rate_limit: true,
} satisfies Record<components['schemas']['FaultRule']['kind'], true>);

/** The parts of a fault that have options; `body` is a complete one. */
interface FaultOptions {
  readonly operation: string | undefined;
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly status: number | undefined;
  readonly delay: number | undefined;
  readonly times: number | undefined;
  readonly body: string | undefined;
}

/** Lists the faults of a world. */
export async function listFaults({ control, config }: ServerCall): Promise<Shown> {
  const data = await take(control.GET('/__admin/faults'), config);
  return { data, text: data.faults.length === 0 ? 'There are no faults.\n' : toFaultTable(data.faults) };
}

/** Adds a fault: a kind with options, or a complete one as JSON. */
export async function addFault({
  control,
  config,
  operands: [kind],
  options,
}: ServerCall<FaultOptions>): Promise<Shown> {
  const { operation: operation_id, method, path, status, delay: delay_ms, times, body } = options;
  const given = body === undefined ? {} : await readBody(body);
  if (kind === undefined && body === undefined)
    throw new UsageError('Name the kind of the fault, such as `fault add status --status 503`, or give --body.');
  if (kind !== undefined && !FAULT_KINDS.includes(kind)) throw toUnknownKind(kind);
  const fault = { ...onlyGiven({ kind, operation_id, method, path, status, delay_ms, times }), ...Object(given) };
  // The server checks the rest of it.
  const data = await take(control.POST('/__admin/faults', { body: fault as NewFault }), config);
  return { data, text: toFaultTable([data]) };
}

/** Deletes a fault, or every fault of the world. */
export async function removeFault({ control, config, operands: [id = ''] }: ServerCall): Promise<Shown> {
  const { error } =
    id === 'all'
      ? await control.DELETE('/__admin/faults')
      : await control.DELETE('/__admin/faults/{fault}', { params: { path: { fault: id } } });
  if (error !== undefined) throw toRefusedError(error, config);
  return { data: { id, deleted: true }, text: id === 'all' ? 'All faults are deleted.\n' : `${id} is deleted.\n` };
}

function toUnknownKind(kind: string): UsageError {
  const nearest = findNearestName(kind, FAULT_KINDS);
  const meant = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  return new UsageError(
    `There is no kind of fault ${JSON.stringify(kind)}.${meant} The kinds are ${FAULT_KINDS.join(', ')}.`,
  );
}

function toFaultTable(faults: readonly Fault[]): string {
  const rows = faults.map(({ id, kind, operation_id, method, path, status, delay_ms, times, hits }) => [
    id,
    kind,
    operation_id ?? ([method, path].filter((part) => part !== undefined).join(' ') || 'every operation'),
    status,
    delay_ms,
    times,
    hits,
  ]);
  return toTable(['id', 'kind', 'requests', 'status', 'delay_ms', 'times', 'hits'], rows);
}
