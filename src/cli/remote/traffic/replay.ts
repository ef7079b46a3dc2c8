import { KEEP_SERVER } from '../../../kernel/text/command-url.ts';
import { toCommandLine } from '../../../kernel/text/command-line.ts';
import { toShellWord } from '../../../kernel/text/shell-word.ts';
import { BASELINE } from '../../../kernel/sandbox-name.ts';
import { createChangeLines } from '../../terminal/change-lines.ts';
import { formatCount } from '../../terminal/fault-report.ts';
import { onlyGiven, take, type ServerCall, type Shown } from '../run-remote.ts';
import { toChangeTable } from './changes.ts';
import { toRequestParams, type NumberOption } from './requests.ts';

/** Where to send the request. */
interface ReplayOptions extends NumberOption {
  readonly into: string | undefined;
}

/** Sends a recorded request again: into a new fork of its world, or into a sandbox. */
export async function replayRequest({
  control,
  config,
  operands: [id = ''],
  options: { number, into: sandbox },
}: ServerCall<ReplayOptions>): Promise<Shown> {
  const params = toRequestParams(id, number);
  const path = '/__admin/requests/{request_id}/replay';
  const data = await take(control.POST(path, { params, body: onlyGiven({ sandbox }) }), config);
  const { status, original_status: before, changes, original_changes: original, body_differences: fields } = data;
  const hasNone = changes.length === 0 && (original ?? []).length > 0;
  const shown = createChangeLines();
  const table = toChangeTable(changes, shown);
  const lines = [
    `Sent ${id} again, into ${data.sandbox} as request ${data.request_id}: status ${status}, ${status === before ? 'as before' : `before ${before}`}.`,
    `${formatCount(changes.length, 'record')} changed there.`,
    ...(fields.length === 0 ? [] : [`The responses differ in ${shown.toFieldLine(fields)}`]),
    ...(hasNone ? [`${HAS_CHANGES} ${toRevert({ id, number }, config)}`] : []),
    ...(data.is_truncated ? ['Some records or fields are not listed.'] : []),
  ];
  return { data, text: `${table}${lines.join('\n')}\n${shown.toCutNote()}` };
}

function toRevert(
  { id, number }: { readonly id: string; readonly number: number | undefined },
  { sandbox = BASELINE, keepUrl = KEEP_SERVER }: ServerCall['config'],
): string {
  const option = number === undefined ? '' : ` --number ${number}`;
  return keepUrl.inText(toCommandLine(`changes revert ${toShellWord(id)}${option}`, sandbox));
}

const HAS_CHANGES = 'Its world has what it changed. To see it change that again, undo it first:';
