import { toTable } from '../../terminal/text-table.ts';
import { readBody } from '../read-values.ts';
import { toRefusedError } from '../refused-error.ts';
import { onlyGiven, take, type ServerCall, type Shown } from '../run-remote.ts';
import { UsageError } from '../usage-error.ts';

/** Lists the reply rules of a world in the order in which they are tried. */
export async function listReplies({ control, config }: ServerCall): Promise<Shown> {
  const data = await take(control.GET('/__admin/replies'), config);
  const rows = data.replies.map(({ id, rule }) => {
    const { name, when, ...effect } = Object(rule) as Readonly<Record<string, unknown>>;
    return [id, when, effect, name];
  });
  const none = 'There are no reply rules. `reply add TEXT` adds one.\n';
  return { data, text: rows.length === 0 ? none : toTable(['id', 'when', 'effect', 'name'], rows) };
}

/** Adds a reply rule, which is tried before all others. */
export async function addReply({
  control,
  config,
  operands: [reply],
  options: { when: text, body },
}: ServerCall<{ readonly when: string | undefined; readonly body: string | undefined }>): Promise<Shown> {
  if (reply === undefined && body === undefined)
    throw new UsageError('Give the text of the reply, such as `reply add "Approved."`, or a rule with --body.');
  const given = body === undefined ? {} : await readBody(body);
  const rule = { ...onlyGiven({ reply, when: text === undefined ? undefined : { text } }), ...Object(given) };
  const data = await take(control.POST('/__admin/replies', { body: rule }), config);
  return { data, text: `Added the reply rule ${data.id}. \`reply try TEXT\` shows what is answered now.\n` };
}

/** Deletes a reply rule, or every one of the world. */
export async function removeReply({ control, config, operands: [id = ''] }: ServerCall): Promise<Shown> {
  if (id !== 'all' && !/^\d+$/.test(id)) throw new UsageError('Give the number of a reply rule, or all.');
  const { error } =
    id === 'all'
      ? await control.DELETE('/__admin/replies')
      : await control.DELETE('/__admin/replies/{reply_id}', { params: { path: { reply_id: Number(id) } } });
  if (error !== undefined) throw toRefusedError(error, config);
  return { data: { id, deleted: true }, text: id === 'all' ? 'All reply rules are deleted.\n' : `${id} is deleted.\n` };
}

/** Shows what is answered to a text in place of a model, and which rule decides it. */
export async function tryReply({
  control,
  config,
  operands: [text = ''],
  options: { to },
}: ServerCall<{ readonly to: string | undefined }>): Promise<Shown> {
  const data = await take(control.POST('/__admin/replies/try', { body: { text, ...onlyGiven({ to }) } }), config);
  const { answered_by, error } = data;
  const rule =
    answered_by === null ? 'nothing' : [answered_by.source, answered_by.id, answered_by.name].filter(isShown).join(' ');
  const answer = error === null ? (data.text ?? '') : `It fails with ${error.status}: ${error.message}`;
  return { data, text: `${answer}\n\nAnswered by ${rule}, after ${data.delay_ms} ms.\n` };
}

function isShown(part: string | number | null): boolean {
  return part !== null;
}
