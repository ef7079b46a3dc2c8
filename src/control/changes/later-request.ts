import type { StateFault } from '../../kernel/problem.ts';
import { toCommandLine } from '../../kernel/text/command-line.ts';
import { toShellWord } from '../../kernel/text/shell-word.ts';
import type { RecordWrite } from '../../store/port/store.ts';
import type { RecordedExchange } from '../traffic/recorded-exchange.ts';

/** What came after the request that is reverted. */
export interface LaterRequests {
  /** The name of the world. */
  readonly world: string;
  /** Returns the recorded exchanges of the world that came after the request, in their order. */
  readonly listLater: () => readonly RecordedExchange[];
  /** Returns the number of an exchange where its id does not tell it from others. */
  readonly numberOf: (exchange: RecordedExchange) => number | undefined;
}

/** How a fault names a later request. */
export interface NamedRequest {
  /** ` by the request <id>`, with its number where others have the id. */
  readonly by: string;
  /** How to revert it, as a clause. */
  readonly revert: string;
  readonly fields: Pick<StateFault, 'request_id' | 'request_number'>;
}

/** Names the last of the later exchanges whose writes are meant; undefined when none of the log is. */
export function nameLater(
  { world, listLater, numberOf }: LaterRequests,
  areMeant: (writes: readonly RecordWrite[]) => boolean,
): NamedRequest | undefined {
  const found = listLater().findLast(({ evidence }) => areMeant(evidence?.writes?.writes ?? []));
  if (found === undefined) return undefined;
  const { id } = found;
  const number = numberOf(found);
  const [option, shown] = number === undefined ? ['', ''] : [` --number ${number}`, ` (number ${number})`];
  return {
    by: ` by the request ${id}${shown}`,
    revert: `Revert that request first (${toRevertCommand(toShellWord(id) + option, world)})`,
    fields: { request_id: id, ...(number === undefined ? {} : { request_number: number }) },
  };
}

/** Returns the command that reverts a request. */
export function toRevertCommand(request: string, world: string): string {
  return toCommandLine(`changes revert ${request}`, world);
}

/** Returns the path of the control plane that has a record. */
export function toRecordPath({ collection, key }: Pick<RecordWrite, 'collection' | 'key'>): string {
  return `/__admin/state/${collection}/${encodeURIComponent(String(key))}`;
}

/** Returns the command that edits a field of a record. */
export function toEditCommand(
  { collection, key }: Pick<RecordWrite, 'collection' | 'key'>,
  field: string,
  world: string,
): string {
  const words = `${toShellWord(collection)} ${toShellWord(String(key))}`;
  return toCommandLine(`state patch ${words} ${field}=VALUE`, world);
}
