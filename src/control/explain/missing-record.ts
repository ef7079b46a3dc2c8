import type { AccessDecision } from '../../kernel/outcome.ts';
import { PRODUCT } from '../../kernel/product.ts';
import { toShellWord } from '../../kernel/text/shell-word.ts';
import { toCommandLine } from '../../kernel/text/command-line.ts';
import { redactedPathOf, type RecordedExchange } from '../traffic/recorded-exchange.ts';

/** What became of a record that a request did not find. */
export interface MissingRecord {
  /** The world has it now. */
  readonly isBack: boolean;
  /** The request before it that deleted the record in this world, as far as the log has one. */
  readonly deletedBy: RecordedExchange | undefined;
  /** The request before it that created the record in this world, as far as the log has one. */
  readonly createdBy?: RecordedExchange | undefined;
  /** The number of the request that deleted it, where its id does not tell it from others. */
  readonly sharedNumber: number | undefined;
  /** The name of another world that has it now. */
  readonly elsewhere: string | undefined;
}

/** Returns whether an exchange has deleted a record, as what was asked for or together with another. */
export function hasDeleted({ evidence, status }: RecordedExchange, { collection, key }: AccessDecision): boolean {
  const { access, writes } = evidence ?? {};
  const isRecord = (each: { readonly collection: string; readonly key: unknown }): boolean =>
    each.collection === collection && String(each.key).toLowerCase() === key.toLowerCase();
  // What a large request has written may be dropped.
  if (access?.action === 'delete' && status >= 200 && status < 300 && isRecord(access)) return true;
  return writes?.writes.some((write) => write.after === undefined && isRecord(write)) === true;
}

/** Returns whether an exchange has created a record. */
export function hasCreated({ evidence }: RecordedExchange, { collection, key }: AccessDecision): boolean {
  return (
    evidence?.writes?.writes.some(
      (write) =>
        write.before === undefined &&
        write.collection === collection &&
        String(write.key).toLowerCase() === key.toLowerCase(),
    ) === true
  );
}

/** Returns how to find the record after all; undefined when nothing is known of it. */
export function toMissingRemedy({
  isBack,
  deletedBy,
  createdBy,
  sharedNumber,
  elsewhere,
}: MissingRecord): string | undefined {
  if (isBack) return 'This world has the record now: send the request again.';
  if (deletedBy !== undefined) return toUndo(deletedBy, sharedNumber);
  if (createdBy !== undefined) return toCreation(createdBy);
  if (elsewhere === undefined) return undefined;
  return elsewhere === 'baseline'
    ? `The baseline has this record now: leave out ${PRODUCT.sandboxHeader}.`
    : `The sandbox ${elsewhere} has this record now: send ${PRODUCT.sandboxHeader}: ${elsewhere}.`;
}

/** What no request has deleted was taken back by the control plane, by an undo first of all. */
function toCreation(exchange: RecordedExchange): string {
  const { number, method } = exchange;
  return `It was created here by request ${number} (${method} ${redactedPathOf(exchange)}), and no request has deleted it: that request was reverted, or the control plane has removed the record. Create it again.`;
}

function toUndo(exchange: RecordedExchange, sharedNumber: number | undefined): string {
  const { id, number, method, world, evidence } = exchange;
  const [option, query] = sharedNumber === undefined ? ['', ''] : [` --number ${number}`, `?number=${number}`];
  const undo =
    evidence?.writes?.isTruncated === true
      ? 'It changed too much to be reverted: restore a snapshot, or reset the world.'
      : `Undo that with ${toCommandLine(`changes revert ${toShellWord(id)}${option}`, world)}, or POST /__admin/requests/${encodeURIComponent(id)}/revert${query}.`;
  return `It was deleted here by request ${number} (${method} ${redactedPathOf(exchange)}). ${undo}`;
}
