import { toPrintable } from '../../kernel/text/printable.ts';
import type { Explanation } from './explain-exchange.ts';

/** Returns an explanation as a text for a terminal, which nothing that a client has sent can control. */
export function toExplanationText({
  method,
  path,
  world,
  number,
  summary,
  stages,
  remedy,
  ...rest
}: Explanation): string {
  const { call, call_note: note } = rest;
  const place = world === 'baseline' ? '' : ` in the sandbox ${world}`;
  const lines = stages.map(({ stage, verdict, text }) => {
    // The summary is the status and the text of the stage that rejected the request.
    const told = verdict === 'rejected' && summary.endsWith(text) ? 'See above.' : text;
    return `  ${stage.padEnd(12)} ${verdict.padEnd(8)} ${told}`;
  });
  return [
    `Request ${number}${place}: ${method} ${path}`,
    summary,
    ...(remedy === null ? [] : [`What to do: ${remedy}`]),
    ...(call === null ? [] : [`Nearest valid call: ${call}`]),
    ...(note === null ? [] : [note]),
    '',
    ...lines,
    '',
  ]
    .map(toPrintable)
    .join('\n');
}
